#include <iostream>
#include "absl/time/clock.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "kontrakt/sdk/registry/registry.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/embedded_broker.h"
using namespace kontrakt;
int main(int argc,char**argv){
  auto t0=absl::Now(); auto lap=[&](const char*w){auto n=absl::Now(); std::cerr<<w<<" "<<absl::ToDoubleMilliseconds(n-t0)<<" ms\n"; t0=n;};
  std::unique_ptr<testing::EmbeddedBroker> b; kafka::Connection c;
  if(argc>1 && argv[1][0]) c.servers=absl::StrSplit(argv[1],','); else {b=testing::EmbeddedBroker::Start().value(); c=b->connection();}
  int n=argc>2?atoi(argv[2]):1000;
  if(argc>3) { c.properties["debug"]=argv[3]; }
  lap("broker");
  std::vector<Registry::Schema> s; for(int i=0;i<n;i++) s.push_back({{absl::StrCat("Schema",i),1},absl::StrCat("{\"$id\":\"Schema",i,":1\",\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\",\"minLength\":1},\"url\":{\"type\":\"string\",\"format\":\"uri\"},\"title\":{\"type\":[\"string\",\"null\"]},\"size\":{\"type\":\"integer\",\"minimum\":0}}}")});
  RegistryOptions o; o.topic_prefix="p"+std::to_string(absl::ToUnixMillis(absl::Now()));
  if(argc>4) o.topic_prefix=argv[4];
  {auto r=Registry::Create(c,o).value(); auto p=r->Publish(s,absl::Seconds(120)); std::cerr<<p.status()<<" "<<(p.ok()?p->written:-1)<<" "; lap("first");
  r.reset(); lap("reset");}
  for(int i=0;i<3;i++){auto r=Registry::Create(c,o).value(); auto p=r->Publish(s,absl::Seconds(120)); std::cerr<<p.status()<<" "<<(p.ok()?p->written:-1)<<" "; lap("restart");
   r->Document({"Schema0",1},absl::Seconds(1)).value(); lap("doc");std::cerr<<r->Document({"Nope",1},absl::Seconds(1)).status(); lap("nodoc"); r.reset(); lap("reset");}
  auto r=Registry::Create(c,o).value(); s.resize(1); s[0].document="{\"$id\":\"x\",\"type\":\"object\"}"; std::cerr<<r->Publish(s,absl::Seconds(10)).status(); lap("conflict");
}
