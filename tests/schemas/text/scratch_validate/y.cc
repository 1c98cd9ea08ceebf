#include <chrono>
#include <cstdio>
#include <string>
#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "absl/strings/str_cat.h"
#include "kontrakt/schemas/validate/validator.h"
#include "nlohmann/json.hpp"
using namespace kontrakt;
void Case(const char* name, std::function<std::string(double*)> f) {
  fflush(stdout);
  pid_t p = fork();
  if (p == 0) {
    double ms=0;
    std::string r = f(&ms);
    printf("%-40s %8.1f ms  %s", name, ms, r.substr(0,150).c_str()); fflush(stdout); _exit(0);
  }
  int st; struct rusage ru; wait4(p,&st,0,&ru);
  printf("   [rss %ld MB%s]\n", ru.ru_maxrss/1024, WIFSIGNALED(st)?" SIGNAL":"");
}
template<class F> std::string Timed(double* ms, F f){auto t=std::chrono::steady_clock::now(); auto r=f(); *ms=std::chrono::duration<double,std::milli>(std::chrono::steady_clock::now()-t).count(); return r;}
void CompileCase(const char* name, std::string schema){ Case(name,[&](double*ms){return Timed(ms,[&]{auto v=Validator::Compile(schema); return v.ok()?std::string("OK"):std::string(v.status().message());});});}
void ValidateCase(const char* name, std::string schema, std::string msg){ Case(name,[&](double*ms){auto v=Validator::Compile(schema); if(!v.ok()) return std::string("REFUSED ")+std::string(v.status().message()); return Timed(ms,[&]{auto r=v->ParseAndValidate(msg); return r.ok()?std::string("VALID"):std::string(r.status().message());});});}
std::string Rep(std::string s,int n,std::string sep=""){std::string o;for(int i=0;i<n;i++){if(i)o+=sep;o+=s;}return o;}
int main(){
  CompileCase("nothing","{}");
  CompileCase("10MB","{\"description\":\""+std::string(10<<20,'a')+"\"}");
  CompileCase("deep 1e6",std::string(1000000,'['));
  {std::string d="{\"not\":";std::string s=Rep(d,63)+"{}"+std::string(63,'}'); CompileCase("deep 63 nots",s); }
  std::string defs; for(int i=0;i<26;i++) defs+=absl::StrCat("\"l",i,"\":{\"allOf\":[{\"$ref\":\"#/definitions/l",i+1,"\"},{\"$ref\":\"#/definitions/l",i+1,"\"}]},"); defs+="\"l26\":{}";
  CompileCase("bomb allOf 26","{\"definitions\":{"+defs+"},\"$ref\":\"#/definitions/l0\"}");
  std::string defs2; for(int i=0;i<26;i++) defs2+=absl::StrCat("\"l",i,"\":{\"properties\":{\"a\":{\"$ref\":\"#/definitions/l",i+1,"\"},\"b\":{\"$ref\":\"#/definitions/l",i+1,"\"}}},"); defs2+="\"l26\":{}";
  CompileCase("bomb properties 26","{\"definitions\":{"+defs2+"},\"$ref\":\"#/definitions/l0\"}");
  std::string chain; for(int i=0;i<3000;i++) chain+=absl::StrCat("\"",i,"\":{\"items\":{\"$ref\":\"#/definitions/",i+1,"\"}},"); chain+="\"3000\":{}";
  CompileCase("chain of 3000 refs","{\"definitions\":{"+chain+"},\"$ref\":\"#/definitions/0\"}");
  CompileCase("19000 schemas","{\"anyOf\":["+Rep("{}",19000,",")+"]}");
  CompileCase("85000 schemas","{\"anyOf\":["+Rep("{}",85000,",")+"]}");
  {std::string o,c; for(int i=0;i<31;i++){o+="{\"properties\":{\""+std::string(250,'a')+"\":";c+="}}";} CompileCase("long paths",o+"{\"anyOf\":["+Rep("{}",19900,",")+"]}"+c);}
  for(int k:{30,60,100,1000}){std::string p; for(int i=0;i<250;i++) p+=absl::StrCat(i?",":"","{\"pattern\":\"",i,"\\\\p{L}{",k,"}\"}"); CompileCase(absl::StrCat("250 patterns \\p{L}{",k,"}").c_str(),"{\"anyOf\":["+p+"]}");}
  {std::string p; for(int i=0;i<250;i++) p+=absl::StrCat(i?",":"","{\"pattern\":\"",i,Rep("\\\\p{L}",160),"\"}"); CompileCase("250 long patterns",("{\"anyOf\":["+p+"]}").substr(0,270000));}
  {std::string p; for(int i=0;i<200;i++) p+=absl::StrCat(i?",":"","{\"pattern\":\"",i,Rep("\\\\W",400),"\"}"); CompileCase("200 long \\W patterns",("{\"anyOf\":["+p+"]}"));}
  CompileCase("one heavy pattern","{\"pattern\":\"(\\\\p{L}|a){80}\"}");
  CompileCase("one heavy refused","{\"pattern\":\"\\\\p{L}{1000}\\\\p{L}{1000}\\\\p{L}{1000}\"}");
  CompileCase("enum 250k","{\"enum\":["+Rep("{}",80000,",")+"]}");
  ValidateCase("depth 1e7","{}",std::string(10000000,'['));
  ValidateCase("10MB number","{}",std::string(10000000,'1'));
  ValidateCase("[a-z]* 1MiB","{\"pattern\":\"^[a-z]*$\"}","\""+std::string(1<<20,'a')+"\"");
  ValidateCase("(a|b)* 1MiB","{\"pattern\":\"^(a|b)*$\"}","\""+std::string(1<<20,'a')+"\"");
  ValidateCase("a[ab]{1000}c 1MiB","{\"pattern\":\"a[ab]{1000}c\"}","\""+std::string(1<<20,'a')+"\"");
  {std::string x; for(int i=0;i<13000;i++) x+="ab"[rand()&1]; ValidateCase("a[ab]{1000}c 13k","{\"pattern\":\"a[ab]{1000}c\"}","\""+x+"\"");
  x.clear(); for(int i=0;i<500000;i++) x+="ab"[rand()&1]; ValidateCase("a[ab]{20}c 500k","{\"pattern\":\"a[ab]{20}c\"}","\""+x+"\"");
  std::string ps; for(int i=0;i<250;i++) ps+=absl::StrCat(i?",":"","{\"not\":{\"pattern\":\"a[ab]{30}",i,"\"}}"); x.resize(1500); ValidateCase("250 explosive","{\"allOf\":["+ps+"]}","\""+x+"\"");}
  {std::string m; for(int i=0;i<20000;i++) m+=absl::StrCat(i?",":"","\"string number ",i,"\""); ValidateCase("unique 20000","{\"uniqueItems\":true}","["+m+"]");}
  {std::string e,m; for(int i=0;i<10000;i++){ e+=absl::StrCat(i?",":"","\"string number ",i,"\""); m+=absl::StrCat(i?",":"","\"string number ",9999-i,"\"");} ValidateCase("enum 10000x10000","{\"items\":{\"enum\":["+e+"]}}","["+m+"]");}
  ValidateCase("double recursion 60","{\"allOf\":[{\"items\":{\"$ref\":\"#\"}},{\"items\":{\"$ref\":\"#\"}}]}",std::string(60,'[')+std::string(60,']'));
  ValidateCase("anyOf recursion 60","{\"anyOf\":[{\"items\":{\"$ref\":\"#\"},\"minItems\":5},{\"items\":{\"$ref\":\"#\"},\"minItems\":7}]}",std::string(60,'[')+std::string(60,']'));
  {std::string d="{\"not\":";std::string s=Rep("{\"allOf\":[",30)+"{\"items\":{\"$ref\":\"#\"}}"+Rep("]}",30); ValidateCase("nested allOf x 64 deep",s,std::string(64,'[')+std::string(64,']'));}
  {std::string s="{\"definitions\":{"; for(int i=0;i<190;i++) s+=absl::StrCat("\"",i,"\":{\"allOf\":[{\"$ref\":\"#/definitions/",i+1,"\"}]},"); s.clear(); std::string c; for(int i=0;i<95;i++) c+=absl::StrCat("\"",i,"\":{\"allOf\":[{\"$ref\":\"#/definitions/",i+1,"\"}]},"); c+="\"95\":{\"items\":{\"$ref\":\"#/definitions/0\"}}"; ValidateCase("chain 95 x 64 deep","{\"definitions\":{"+c+"},\"$ref\":\"#/definitions/0\"}",std::string(64,'[')+std::string(64,']'));}
  ValidateCase("1MiB of 1s","{\"items\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":5}}","["+Rep("1",520000,",")+"]");
  ValidateCase("1MiB of []","{\"items\":{\"type\":\"array\",\"maxItems\":5}}","["+Rep("[]",350000,",")+"]");
  ValidateCase("1MiB of {}","{\"items\":{\"type\":\"object\",\"maxProperties\":5}}","["+Rep("{}",350000,",")+"]");
  {std::string br; for(int i=0;i<100;i++) br+=absl::StrCat(i?",":"","{\"maximum\":",i,"}"); ValidateCase("1MiB of 1000s x 100 anyOf","{\"items\":{\"anyOf\":["+br+"]}}","["+Rep("1000",200000,",")+"]");}
  {std::string br; for(int i=0;i<5000;i++) br+=absl::StrCat(i?",":"","\"p",i,"\":{}"); ValidateCase("5000 properties x 350000 objects","{\"items\":{\"properties\":{"+br+"}}}","["+Rep("{}",350000,",")+"]");}
  ValidateCase("1MB key, 100 bad","{\"additionalProperties\":{\"items\":false}}","{\""+std::string(900000,'k')+"\":["+Rep("1",200,",")+"]}");
}
