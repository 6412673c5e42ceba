using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Core;

/// <summary>
/// Calls grains. A call takes the grain's lock (a PostgreSQL transaction-scoped advisory lock over type and key) and runs in one transaction:
/// it commits state, ledger entries, outbox events and, when inside an idempotent request, the stored response together; an exception or a failed result rolls all of it back.
/// A process that dies in the middle frees the lock with its connection and leaves nothing behind.
/// </summary>
public sealed class Grains
{
    private readonly UnitOfWork unitOfWork;
    private readonly IServiceProvider scope;
    private readonly GrainTypes types;

    internal Grains(UnitOfWork unitOfWork, IServiceProvider scope, GrainTypes types) =>
        (this.unitOfWork, this.scope, this.types) = (unitOfWork, scope, types);

    /// <summary>Calls one grain; joins the scope's active transaction or runs one of its own.</summary>
    /// <param name="key">The entity's id. It need not exist: the grain's lock also guards its creation.</param>
    /// <param name="call">What to do with it.</param>
    /// <param name="cancellationToken">Also cancels waiting for the lock.</param>
    public async Task<TResult> Call<TGrain, TResult>(Guid key, Func<TGrain, Task<TResult>> call, CancellationToken cancellationToken = default)
        where TGrain : class, IGrain
    {
        var type = types.NameOf(typeof(TGrain));
        return await Locked(type, [key], grains => call((TGrain)grains[key]), cancellationToken);
    }

    /// <summary>Calls several grains of a type in one transaction, locking them in a fixed order so that two such calls cannot deadlock.</summary>
    public async Task<TResult> CallMany<TGrain, TResult>(
        IReadOnlyCollection<Guid> keys, Func<IReadOnlyDictionary<Guid, TGrain>, Task<TResult>> call, CancellationToken cancellationToken = default)
        where TGrain : class, IGrain
    {
        var type = types.NameOf(typeof(TGrain));
        return await Locked(type, keys, grains => call(grains.ToDictionary(g => g.Key, g => (TGrain)g.Value)), cancellationToken);
    }

    internal async Task<TResult> Locked<TResult>(
        string type, IReadOnlyCollection<Guid> keys, Func<IReadOnlyDictionary<Guid, object>, Task<TResult>> call, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Source.StartActivity($"grain {type}");
        span?.SetTag("ami.grain.key", keys.Count == 1 ? keys.First() : keys.Count);
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await unitOfWork.Run(
                async ct =>
                {
                    if (unitOfWork.HeldGrain is { } held)
                    {
                        throw new InvalidOperationException($"The grain {held} calls the grain {type}: use CallMany or an event.");
                    }

                    unitOfWork.HeldGrain = type;
                    await Lock(type, keys, ct);
                    var result = await call(keys.Distinct().ToDictionary(k => k, k => Create(type, k)));
                    unitOfWork.HeldGrain = null;
                    return result;
                },
                cancellationToken);
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
        finally
        {
            Telemetry.GrainCalls.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("grain", type));
        }
    }

    /// <summary>The advisory lock's number for a grain: 64 bits of a hash. Two grains that share one only wait for each other.</summary>
    internal static long LockId(string type, Guid key)
    {
        Span<byte> bytes = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(type.Length)];
        key.TryWriteBytes(bytes);
        var length = 16 + Encoding.UTF8.GetBytes(type, bytes[16..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..length], hash);
        return BitConverter.ToInt64(hash);
    }

    private object Create(string type, Guid key) =>
        types.Create(type, scope, key) ?? throw new InvalidOperationException($"No grain is named {type}.");

    private async Task Lock(string type, IReadOnlyCollection<Guid> keys, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        foreach (var id in keys.Select(k => LockId(type, k)).Distinct().Order())
        {
            batch.BatchCommands.Add(new("select pg_advisory_xact_lock($1)") { Parameters = { new() { Value = id } } });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
