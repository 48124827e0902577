import Glibc

/// A lock that many may share or one hold alone; who waits to hold it alone is not overtaken.
///
/// Not recursive: a thread that shares it and asks for it again may wait for ever.
@safe
final class ReaderWriterLock: Sendable {
    // Only the functions of POSIX touch what it points at.
    nonisolated(unsafe) private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    init() {
        unsafe lock = .allocate(capacity: 1)
        var attributes = pthread_rwlockattr_t()
        unsafe pthread_rwlockattr_init(&attributes)
        // By default those who share starve the one who waits.
        let kind = Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP)
        unsafe pthread_rwlockattr_setkind_np(&attributes, kind)
        let code = unsafe pthread_rwlock_init(lock, &attributes)
        precondition(code == 0, "no lock: \(code)")
        unsafe pthread_rwlockattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_rwlock_destroy(lock)
        unsafe lock.deallocate()
    }

    func lockShared() {
        let code = unsafe pthread_rwlock_rdlock(lock)
        precondition(code == 0, "the lock cannot be shared: \(code)")
    }

    func lockAlone() {
        let code = unsafe pthread_rwlock_wrlock(lock)
        precondition(code == 0, "the lock cannot be held: \(code)")
    }

    func unlock() {
        let code = unsafe pthread_rwlock_unlock(lock)
        precondition(code == 0, "the lock is not held: \(code)")
    }
}
