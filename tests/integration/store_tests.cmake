# The store on a real Redis.
module(store_world
  SOURCES
    store_world.cpp
  LINKS test_support moderation_store)

foreach(name store_page_test store_review_test store_queue_test)
  gatehouse_test(${name} SOURCES ${name}.cpp LINKS store_world LABELS redis)
endforeach()
