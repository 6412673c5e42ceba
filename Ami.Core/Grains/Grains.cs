using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

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
        return await Locked(type, [key], null, (grains, _) => call((TGrain)grains[key]), cancellationToken);
    }

    /// <summary>
    /// Calls one grain and reads its rows in the round trip that takes the lock: for calls that must be quick. The statements run after the lock is held,
    /// so they see everything its last holder committed.
    /// </summary>
    /// <param name="key">The entity's id.</param>
    /// <param name="load">Statements, each with one result.</param>
    /// <param name="call">Gets a reader that stands on the first statement's result, and moves it on itself; it must be done with it before any other statement.</param>
    /// <param name="cancellationToken">Also cancels waiting for the lock.</param>
    public async Task<TResult> Call<TGrain, TResult>(
        Guid key, Func<TGrain, IEnumerable<NpgsqlBatchCommand>> load, Func<TGrain, NpgsqlDataReader, Task<TResult>> call, CancellationToken cancellationToken = default)
        where TGrain : class, IGrain
    {
        var type = types.NameOf(typeof(TGrain));
        return await Locked(type, [key], grains => load((TGrain)grains[key]), (grains, reader) => call((TGrain)grains[key], reader), cancellationToken);
    }

    /// <summary>Calls several grains of a type in one transaction, locking them in a fixed order so that two such calls cannot deadlock.</summary>
    public async Task<TResult> CallMany<TGrain, TResult>(
        IReadOnlyCollection<Guid> keys, Func<IReadOnlyDictionary<Guid, TGrain>, Task<TResult>> call, CancellationToken cancellationToken = default)
        where TGrain : class, IGrain
    {
        var type = types.NameOf(typeof(TGrain));
        return await Locked(type, keys, null, (grains, _) => call(grains.ToDictionary(g => g.Key, g => (TGrain)g.Value)), cancellationToken);
    }

    internal async Task<TResult> Locked<TResult>(
        string type, IReadOnlyCollection<Guid> keys, Func<Dictionary<Guid, object>, IEnumerable<NpgsqlBatchCommand>>? load,
        Func<Dictionary<Guid, object>, NpgsqlDataReader, Task<TResult>> call, CancellationToken cancellationToken)
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
                    var grains = keys.Distinct().ToDictionary(k => k, k => Create(type, k));
                    var result = await LockAndCall(type, grains, load, call, ct);
                    unitOfWork.HeldGrain = null;
                    return result;
                },
                cancellationToken);
        }
        catch (Exception e) when (e is not KnownKeyException)
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

    private async Task<TResult> LockAndCall<TResult>(
        string type, Dictionary<Guid, object> grains, Func<Dictionary<Guid, object>, IEnumerable<NpgsqlBatchCommand>>? load,
        Func<Dictionary<Guid, object>, NpgsqlDataReader, Task<TResult>> call, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        foreach (var id in grains.Keys.Select(k => LockId(type, k)).Distinct().Order())
        {
            batch.BatchCommands.Add(new("select pg_advisory_xact_lock($1)") { Parameters = { new() { Value = id } } });
        }

        var locks = batch.BatchCommands.Count;
        var riding = unitOfWork.Riding;
        if (riding is not null)
        {
            batch.BatchCommands.Add(riding.Command);
            unitOfWork.Riding = null;
        }

        foreach (var command in load?.Invoke(grains) ?? [])
        {
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < locks; i++)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        if (riding is not null)
        {
            await riding.Read(reader, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }

        if (load is null)
        {
            await reader.CloseAsync();
        }

        return await call(grains, reader);
    }
}
