using System.Collections.Concurrent;

namespace Ami.Modules.Identity;

/// <summary>An archive reads everything somebody has, so one person gets one at a time from each process.</summary>
internal sealed class RunningExports
{
    private readonly ConcurrentDictionary<Guid, bool> _running = [];

    public bool TryBegin(Guid userId) => _running.TryAdd(userId, true);

    public void End(Guid userId) => _running.TryRemove(userId, out _);
}
