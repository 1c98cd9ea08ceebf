#include <iostream>
#include "absl/time/clock.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "kontrakt/sdk/kafka/read_to_end.h"
#include "kontrakt/sdk/kafka/connection.h"
#include "kontrakt/sdk/kafka/consumer.h"
using namespace kontrakt;
int main(int argc,char**argv){
  auto t0=absl::Now(); auto lap=[&](const char*w){auto n=absl::Now(); std::cerr<<w<<" "<<absl::ToDoubleMilliseconds(n-t0)<<" ms\n"; t0=n;};
  kafka::Connection c; c.servers=absl::StrSplit(argv[1],',');
  auto a=kafka::AdminOf(c).value(); lap("admin");
  auto d=a->Describe(absl::Seconds(10)).value(); lap("describe");
  std::vector<std::string> ts; std::vector<kafka::TopicPartitionOffset> ps; std::string prefix;
  for(auto&t:d.topics) if(absl::StrContains(t.name,"__schema__")) {std::string p=t.name.substr(0,t.name.find("__schema__")); if(prefix.empty())prefix=p; if(p!=prefix) continue; ts.push_back(t.name); ps.push_back({{t.name,0},0});}
  std::cerr<<ts.size()<<" topics of "<<d.topics.size()<<"\n";
  auto cf=a->Configs(ts,absl::Seconds(10)); lap("configs"); std::cerr<<cf.status()<<(cf.ok()?cf->begin()->second.size():0)<<"\n";
  cf=a->Configs(ts,absl::Seconds(10)); lap("configs");
  {auto cons=kafka::Consumer::Create(c,{},nullptr).value(); lap("create");
   std::cerr<<cons->Assign(ps); lap("assign"); size_t n=0,e=0,polls=0; while(e<ps.size()){auto p=cons->Poll(absl::Seconds(10),1000).value(); n+=p.records.size(); e+=p.ends.size(); polls++; if(polls<4||e==ps.size()) {std::cerr<<n<<" "<<e<<" "<<polls<<" "; lap("poll");}}
   cons->Close(absl::Seconds(5)).IgnoreError(); lap("close");}
  int n=0; std::cerr<<kafka::ReadToEnd(c,ps,absl::Seconds(20),[&](const Record&){n++;})<<n; lap("read");
}
