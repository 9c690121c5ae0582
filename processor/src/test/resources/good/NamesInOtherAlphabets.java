package good;

import org.sharedstruct.SharedStruct;

@SharedStruct("Größe")
public interface NamesInOtherAlphabets {
  float größe();

  float straße();

  float strasse();

  float 温度();

  float Ωmega();

  float ı();

  float i();

  float 𝒙();

  float $();

  float a$b();

  int getÄnderung();

  void setÄnderung(int änderung);
}
