using Npgsql;

namespace Ami.Core;

/// <summary>
/// Requests that take effect once and need no grain: key, hash and answer commit with what the caller writes through its <see cref="UnitOfWork"/>. Scoped.
/// </summary>
public sealed class RequestOnce(UnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Does the work in one transaction, unless it was done: a repeat gets the first answer.</summary>
    /// <param name="request">What makes the request one.</param>
    /// <param name="work">Runs inside the active unit of work or one of its own. A refusal rolls it back and leaves the key free.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The answer; or what the work refused, <c>idempotency.key_reused</c>, <c>idempotency.withdrawn</c>.</returns>
    public async Task<Answer<T>> Run<T>(RequestKey request, Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken = default)
    {
        var replayed = false;
        try
        {
            return new(await unitOfWork.Run<Result<T>>(Once, cancellationToken), replayed);
        }
        catch (PostgresException e) when (IdempotencyRecord.IsDuplicate(e) && !unitOfWork.IsActive)
        {
            // Somebody settled the request meanwhile, or a grain took the key.
            return await Stored<T>(request, cancellationToken) ?? throw new InvalidOperationException("The key is taken and not there.", e);
        }

        async Task<Result<T>> Once(CancellationToken ct)
        {
            // A repeat that comes meanwhile waits, and then finds what the first one stored.
            await unitOfWork.Hold($"request:{request.UserId}:{request.Key}", ct);
            if (await Known<T>(request, ct) is { } known)
            {
                replayed = known.Replayed;
                return known.Result;
            }

            var done = await work(ct);
            if (done.Try(out var answer, out _))
            {
                await using var batch = unitOfWork.Batch();
                batch.BatchCommands.Add(IdempotencyRecord.Insert(request, answer, time.GetUtcNow()));
                await batch.ExecuteNonQueryAsync(ct);
            }

            return done;
        }
    }

    /// <summary>
    /// The same where another system has to be asked first, outside of any transaction. A repeat whose answer is stored asks nobody; one that comes before asks
    /// again, so what is asked carries a key that is derived from the request's (<see cref="RequestKey.For"/>) and has the same outcome.
    /// </summary>
    /// <param name="request">What makes the request one.</param>
    /// <param name="outside">Asks the other system.</param>
    /// <param name="inside">Writes what came of it; as the work of the shorter one.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task<Answer<T>> Run<TOutside, T>(
        RequestKey request,
        Func<CancellationToken, Task<Result<TOutside>>> outside,
        Func<TOutside, CancellationToken, Task<Result<T>>> inside,
        CancellationToken cancellationToken = default
    )
    {
        if (await Stored<T>(request, cancellationToken) is { } before)
        {
            return before;
        }

        if ((await outside(cancellationToken)).Try(out var outcome, out var refused))
        {
            return await Run(request, ct => inside(outcome, ct), cancellationToken);
        }

        // What makes it impossible now may be what the first request did.
        return await Stored<T>(request, cancellationToken) ?? new(refused);
    }

    private Task<Answer<T>?> Stored<T>(RequestKey request, CancellationToken cancellationToken) =>
        unitOfWork.Run(ct => Known<T>(request, ct), cancellationToken);

    private async Task<Answer<T>?> Known<T>(RequestKey request, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(IdempotencyRecord.Select(request));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? IdempotencyRecord.Read<T>(request, reader) : null;
    }
}
