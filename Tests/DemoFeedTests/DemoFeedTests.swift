import DemoFeed
