package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface BeanPropertiesNamedLikeKeywords {
  int getInt();

  void setInt(int value);

  boolean isNew();

  BeanPropertiesNamedLikeKeywords setNew(boolean value);

  long getDefault();

  short getTrue();

  float getNull();

  byte getPublic();

  int getVar();

  int getRecord();

  int getYield();

  int getURL();

  int getX();

  boolean isY();

  /** No bean property: what follows "is" is one only for a boolean. */
  int isZ();

  /** No bean properties: what follows does not begin with an upper case letter. */
  int getting();

  boolean issue();

  int get1();
}
