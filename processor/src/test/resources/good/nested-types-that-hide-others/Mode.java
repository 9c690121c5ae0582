package good;

public enum Mode { ON, OFF }
