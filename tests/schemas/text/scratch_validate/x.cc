#include <chrono>
#include <cstdio>
#include <string>
#include <sys/resource.h>
#include "kontrakt/schemas/text/pattern.h"
#include "kontrakt/schemas/text/ecma_regex.h"
#include "re2/re2.h"
int main() {
  auto now=[]{return std::chrono::steady_clock::now();};
  auto ms=[](auto d){return std::chrono::duration<double,std::milli>(d).count();};
  std::string x(1<<20,'a');
  for (auto& c: x) c = "ab"[rand()&1];
  for (const char* p : {"^[a-z]*$", "\\p{L}{50}","\\p{L}{100}","\\p{L}{200}", "\\p{L}{1000}", ".{1000}", "^.{1,1000}$", "(\\p{L}{30}){30}","(a|b)*a(a|b){10}$","(a|b)*a(a|b){14}$", "a[ab]{5}c","a[ab]{12}c","a[ab]{16}c","a[ab]{20}c","a[ab]{50}c","a[ab]{200}c","a[ab]{1000}c","(a[ab]{0,30}){30}c","a.{20}c","a.{1000}c","(.{1,30}a){30}c","(\\p{L}|a){300}c", "[^x]{1000}c"}) {
    auto t=now();
    auto pat=kontrakt::Pattern::Compile(p);
    auto c=ms(now()-t);
    auto tr=kontrakt::EcmaToRe2(p);
    struct rusage ru; getrusage(RUSAGE_SELF,&ru);
    if(!pat.ok()){printf("%-25s compile %.1f ms REFUSED %s rss %ld\n",p,c,pat.status().ToString().c_str(),ru.ru_maxrss/1024);continue;}
    RE2::Options o; o.set_log_errors(false); o.set_never_capture(true);
    RE2 r(tr->text,o);
    t=now(); bool m=pat->Matches(x); auto d=ms(now()-t);
    getrusage(RUSAGE_SELF,&ru);
    printf("%-25s compile %.1f ms size %d match %.1f ms %d rss %ld MB\n",p,c,r.ProgramSize(),d,m,ru.ru_maxrss/1024); fflush(stdout);
  }
}
