# The store on a real Redis.
module(store_world
  SOURCES
    store_world.cpp
  LINKS test_support moderation_store)

foreach(name store_start_test store_channels_test store_page_test store_review_test store_queue_test store_jobs_test
             store_alerts_test store_people_test)
  gatehouse_test(${name} SOURCES ${name}.cpp LINKS store_world LABELS redis)
endforeach()
