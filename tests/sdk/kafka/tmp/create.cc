#include <iostream>
#include "absl/time/clock.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "kontrakt/sdk/kafka/producer.h"
using namespace kontrakt;
int main(int argc,char**argv){
  auto t0=absl::Now(); auto lap=[&](const char*w){auto n=absl::Now(); std::cerr<<w<<" "<<absl::ToDoubleMilliseconds(n-t0)<<" ms\n"; t0=n;};
  kafka::Connection c; c.servers=absl::StrSplit(argv[1],','); int N=atoi(argv[2]);
  auto a=kafka::AdminOf(c).value(); lap("admin");
  std::vector<kafka::TopicSpec> ts; for(int i=0;i<N;i++) ts.push_back({absl::StrCat("c",absl::ToUnixMillis(t0),".",i),1,1,{{"cleanup.policy","compact"}}});
  std::cerr<<a->Create(ts,absl::Seconds(100)); lap("create");
  auto p=kafka::Producer::Create(c).value(); lap("producer");
  for(auto&t:ts) p->Produce({.topic=t.name,.key="1",.value="{}"},nullptr,absl::Seconds(1)).IgnoreError(); lap("produce"); std::cerr<<p->Flush(absl::Seconds(60)); lap("flush"); p->Close(absl::Seconds(5)).IgnoreError(); lap("close");
}
