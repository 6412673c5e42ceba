using Npgsql;

namespace Ami.Core;

/// <summary>
/// A grain that owns rows. Its state is read once and kept in memory; a call decides on it with pure code, then one transaction in one round trip writes the
/// version fence, the rows, the events and the idempotency record, and only after the commit the next state becomes the state.
/// </summary>
/// <remarks>
/// Orleans promises one activation per key only while nothing is partitioned. A second activation, in a silo that was frozen or cut off, cannot commit: the
/// row's version has moved on, <c>core.fence</c> raises, all of the transaction is undone, and the call reads the state again and decides again. When the
/// outcome of a commit is not known the activation ends and the caller gets a <see cref="GrainUnavailableException"/>: it repeats the call with the same key.
/// Whoever else writes the rows of such a grain moves the version or removes the row.
/// </remarks>
/// <typeparam name="TState">Immutable as far as the grain can tell: a decision makes a new one.</typeparam>
/// <param name="commits">Writes what was decided.</param>
public abstract class FencedGrain<TState>(GrainCommits commits) : Grain
    where TState : class
{
    private const int MostAttempts = 5;

    private TState? _state;

    /// <summary>This grain's id.</summary>
    protected Guid Key => this.GetPrimaryKey();

    /// <summary>Reads the state; null when the entity does not exist.</summary>
    protected abstract Task<TState?> Load(CancellationToken cancellationToken);

    /// <summary>The state as it was last committed; null when the entity does not exist.</summary>
    /// <exception cref="GrainUnavailableException">The database cannot be reached.</exception>
    protected async ValueTask<TState?> Current(CancellationToken cancellationToken = default)
    {
        await Read(cancellationToken);
        LeaveIfMissing();
        return _state;
    }

    /// <summary>Decides, commits and answers.</summary>
    /// <param name="request">The key of a request whose effect must happen once; null for calls that may be repeated anyway.</param>
    /// <param name="decide">Pure: may be called again with a newer state.</param>
    /// <returns>The decision's answer; for a key that was used before, the answer of that time.</returns>
    /// <exception cref="GrainUnavailableException">It is not known whether it happened: repeat it with the same key.</exception>
    protected async Task<Answer<T>> Decide<T>(RequestKey? request, Func<TState?, Decision<TState, T>> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            var decision = decide(await Read());
            if (decision.Change is not { } change)
            {
                LeaveIfMissing();

                // A refusal may come from what a first request with the same key did: then that one's answer is the right one.
                return (request is not null && !decision.Answer.IsOk ? await Known<T>(request) : null) ?? new Answer<T>(decision.Answer);
            }

            switch (await Commit(change, request, decision.Answer))
            {
                case CommitOutcome.Committed:
                    _state = change.Next;
                    change.Committed?.Invoke();
                    return new Answer<T>(decision.Answer);
                case CommitOutcome.Repeated when request is not null:
                    return await Known<T>(request) ?? throw new GrainUnavailableException("The stored answer was just removed.");
                default:
                    _state = null;
                    commits.TellOfStale(GrainContext.GrainId);
                    if (attempt == MostAttempts)
                    {
                        throw new GrainUnavailableException("Another process keeps changing the same entity.");
                    }

                    break;
            }
        }
    }

    /// <summary>As <see cref="Decide{T}(RequestKey?, Func{TState?, Decision{TState, T}})"/>, for calls that may be repeated.</summary>
    protected async Task<Result<T>> Decide<T>(Func<TState?, Decision<TState, T>> decide) => (await Decide(null, decide)).Result;

    private async ValueTask<TState?> Read(CancellationToken cancellationToken = default)
    {
        try
        {
            if (_state is null)
            {
                var loaded = await Load(cancellationToken);

                // A call that interleaves may have read, or even committed, something newer meanwhile.
                _state ??= loaded;
            }
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            throw new GrainUnavailableException(e.Message);
        }

        return _state;
    }

    /// <summary>Whoever asks for what does not exist costs no memory.</summary>
    private void LeaveIfMissing()
    {
        if (_state is null)
        {
            DeactivateOnIdle();
        }
    }

    private async Task<CommitOutcome> Commit<T>(Change<TState> change, RequestKey? request, Result<T> answer)
    {
        try
        {
            return await commits.Write(change.Fence, change.Rows, change.Events, request, answer);
        }
        catch (Exception e)
        {
            // Whether it was committed is not known, or the rows are not what this memory says: neither can be trusted any more.
            _state = null;
            DeactivateOnIdle();
            if (DatabaseFaults.IsTransient(e))
            {
                throw new GrainUnavailableException(e.Message);
            }

            throw;
        }
    }

    private async Task<Answer<T>?> Known<T>(RequestKey request)
    {
        try
        {
            return await commits.Known<T>(request);
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            throw new GrainUnavailableException(e.Message);
        }
    }
}

/// <summary>What a call decided.</summary>
/// <param name="Answer">What the caller gets.</param>
/// <param name="Change">What is to be written first; null when nothing changes.</param>
public readonly record struct Decision<TState, T>(Result<T> Answer, Change<TState>? Change = null)
{
    /// <summary>Nothing changes.</summary>
    public static implicit operator Decision<TState, T>(Result<T> answer) => new(answer);

    /// <summary>Refused: nothing changes.</summary>
    public static implicit operator Decision<TState, T>(Error error) => new(error);
}

/// <summary>A new state and how it is written.</summary>
/// <param name="Next">The state after the commit.</param>
/// <param name="Fence">Moves the entity's version and raises through <c>core.fence</c> unless it was the expected one. Runs before everything else.</param>
public sealed record Change<TState>(TState Next, NpgsqlBatchCommand Fence)
{
    /// <summary>The rows, in the order in which they may refer to each other.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> Rows { get; init; } = [];

    /// <summary>What is published with the commit.</summary>
    public IReadOnlyList<IEvent> Events { get; init; } = [];

    /// <summary>Runs after the commit, best effort, for what may be lost. Must not throw.</summary>
    public Action? Committed { get; init; }
}
