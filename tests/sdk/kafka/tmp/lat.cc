#include <iostream>
#include "absl/time/clock.h"
#include "kontrakt/sdk/kafka/producer.h"
#include "kontrakt/sdk/testing/embedded_broker.h"
#include "kontrakt/sdk/testing/read_all.h"
using namespace kontrakt;
int main(int argc,char**argv){
  auto t0=absl::Now(); auto lap=[&](const char*w){auto n=absl::Now(); std::cerr<<w<<" "<<absl::ToDoubleMilliseconds(n-t0)<<" ms\n"; t0=n;};
  std::unique_ptr<testing::EmbeddedBroker> b; kafka::Connection c;
  if(argc>1 && argv[1][0]) c.servers={argv[1]}; else {b=testing::EmbeddedBroker::Start().value(); c=b->connection();}
  if(argc>2 && argv[2][0]) c.properties["debug"]=argv[2];
  lap("broker");
  auto admin=kafka::AdminOf(c).value(); lap("admin");
  std::cerr<<admin->Describe(absl::Seconds(10)).value().topics.size()<<"\n"; lap("describe1");
  admin->Describe(absl::Seconds(10)).value(); lap("describe2");
  std::string T="t"+std::to_string(absl::ToUnixMillis(absl::Now()));
  std::cerr<<admin->Create({{T,3,1,{}}},absl::Seconds(10))<<"\n"; lap("create");
  {auto p=kafka::Producer::Create(c).value(); lap("producer");
  for(int i=0;i<4;i++){ std::cerr<<p->Produce({.topic=T,.value="v"},nullptr,absl::Seconds(1)); lap("produce"); std::cerr<<p->Flush(absl::Seconds(10)); lap("flush");}
  std::cerr<<p->Close(absl::Seconds(10)); lap("close");}
  if(argc>3) c.properties["debug"]=argv[3]; std::cerr<<testing::ReadAll(c,T).value().size()<<"\n"; lap("readall");
  c.admin.reset(); admin.reset(); lap("admin destroy"); b.reset(); lap("broker destroy");
}
