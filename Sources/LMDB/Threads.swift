import Dispatch
import Glibc
import Synchronization

/// Threads for work that takes long, beside those that answer.
public enum Threads {
    /// Gives the calling thread, and those that it starts from now on, the processor only where others leave it.
    ///
    /// Holds for the life of the thread: not for one that others use too. Linux keeps priorities by thread.
    public static func yieldToOthers() {
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    }

    /// Runs a job on a thread of its own, which has the priority of the calling one.
    ///
    /// - Parameter job: What to run; whoever starts it sees to it that its end is noticed.
    public static func start(_ job: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(Job(job))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        guard code == 0 else {
            // Without another thread the work is done here.
            unsafe box.takeRetainedValue().run()
            return
        }
        pthread_detach(thread)
    }

    /// Runs two jobs at once, the second on a thread of its own, and waits for both.
    ///
    /// - Parameters:
    ///   - first: Runs on the calling thread.
    ///   - second: Runs beside it.
    /// - Returns: What both return.
    /// - Throws: What the first throws, else what the second throws; not before both have ended.
    public static func concurrently<First, Second: Sendable>(
        _ first: () throws -> First,
        and second: @escaping @Sendable () throws -> Second
    ) throws -> (First, Second) {
        let outcome = Outcome<Second>()
        let end = DispatchSemaphore(value: 0)
        start {
            let result = Result { try second() }
            outcome.result.withLock { $0 = result }
            end.signal()
        }
        let own = Result { try first() }
        end.wait()
        guard let other = outcome.result.withLock({ $0 }) else {
            preconditionFailure("a job has ended without an outcome")
        }
        return (try own.get(), try other.get())
    }

    /// Where a job on another thread leaves what came of it.
    private final class Outcome<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
    }

    private final class Job: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
