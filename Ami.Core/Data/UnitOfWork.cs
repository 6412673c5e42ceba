using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// One connection and at most one transaction for everything a request, an event handler or a job does. Contexts made by
/// <c>AddModuleDb</c> share its connection, so several modules' writes, the ledger, the outbox and the idempotency record commit together.
/// Reads outside <see cref="Run{T}"/> use the same connection without a transaction; it is taken from the pool only while a query runs.
/// Scoped; not for use by two threads at a time.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private static readonly AsyncLocal<bool> Held = new();
    private readonly List<DbContext> _contexts = [];
    private readonly List<IEvent> _events = [];
    private readonly List<Func<ValueTask>> _afterCommit = [];
    private readonly List<NpgsqlBatchCommand> _lastAtCommit = [];
    private readonly Outbox _outbox;

    /// <summary>Made by dependency injection.</summary>
    public UnitOfWork(NpgsqlDataSource dataSource, Outbox outbox)
    {
        Connection = dataSource.CreateConnection();
        _outbox = outbox;
    }

    /// <summary>The connection; open only inside <see cref="Run{T}"/> or while a query of a joined context runs.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The transaction, while one is active.</summary>
    public NpgsqlTransaction? Transaction { get; private set; }

    /// <summary>True inside <see cref="Run{T}"/>.</summary>
    public bool IsActive => Transaction is not null;

    /// <summary>True in the flow of a <see cref="Run{T}"/>, whichever unit's: it holds a connection, and must not wait for somebody who needs another.</summary>
    internal static bool IsHeldInThisFlow => Held.Value;

    /// <summary>Lets a context take part in this unit's transactions, present and future.</summary>
    public void Join(DbContext context)
    {
        _contexts.Add(context);
        if (Transaction is not null)
        {
            context.Database.UseTransaction(Transaction);
        }
    }

    /// <summary>
    /// Runs work in one transaction: commits when it returns, rolls everything back when it throws or returns a failed <see cref="Result{T}"/>
    /// or <see cref="Result"/>. Inside an active transaction it simply joins, and the outermost call decides.
    /// </summary>
    /// <param name="work">What to do. No I/O but the database while it runs.</param>
    /// <param name="cancellationToken">Cancels before the commit; never between the commit and the return.</param>
    public async Task<T> Run<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        if (Transaction is not null)
        {
            return await work(cancellationToken);
        }

        var openedHere = Connection.State == System.Data.ConnectionState.Closed;
        if (openedHere)
        {
            await Connection.OpenAsync(cancellationToken);
        }

        T result;
        try
        {
            await using var transaction = await Connection.BeginTransactionAsync(cancellationToken);
            Transaction = transaction;
            Held.Value = true;
            _contexts.ForEach(c => c.Database.UseTransaction(transaction));
            result = await work(cancellationToken);
            if (result is IOutcome { Failed: true })
            {
                await transaction.RollbackAsync(CancellationToken.None);
                Forget();
                return result;
            }

            var wakes = await Flush(cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
            if (wakes)
            {
                _outbox.Wake();
            }
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            Transaction = null;
            Held.Value = false;
            // Not UseTransaction(null): that leaves the context's count of openings one too high, and its next query would leave the connection open.
            _contexts.ForEach(c => c.Database.CurrentTransaction?.Dispose());
            if (openedHere)
            {
                await Connection.CloseAsync();
            }
        }

        await AfterCommit();
        return result;
    }

    /// <summary>As <see cref="Run{T}"/>, for work without a result.</summary>
    public Task Run(Func<CancellationToken, Task> work, CancellationToken cancellationToken = default) =>
        Run(
            async ct =>
            {
                await work(ct);
                return true;
            },
            cancellationToken
        );

    /// <summary>Publishes an event with this transaction: it exists if and only if the transaction commits. Only inside <see cref="Run{T}"/>.</summary>
    public void Publish(IEvent @event)
    {
        _ = Active();
        _events.Add(@event);
    }

    /// <summary>
    /// Queues a statement for the batch that runs right before the commit, behind the outbox's rows: for what takes a lock that must be held no longer than
    /// the commit lasts. Nothing in this transaction sees its effect before that. Only inside <see cref="Run{T}"/>.
    /// </summary>
    internal void LastAtCommit(NpgsqlBatchCommand command)
    {
        _ = Active();
        _lastAtCommit.Add(command);
    }

    /// <summary>
    /// Runs after the commit, best effort: for what may be lost, such as a live push. Not run when rolled back. It must not throw: the effect already stands.
    /// </summary>
    public void OnCommitted(Func<ValueTask> action) => _afterCommit.Add(action);

    /// <summary>Waits until nobody else holds what the name stands for, and holds it until this transaction ends. Only inside <see cref="Run{T}"/>.</summary>
    public Task Hold(string name, CancellationToken cancellationToken = default) => Lock("pg_advisory_xact_lock", name, cancellationToken);

    /// <summary>As <see cref="Hold"/>, together with others who share it: waits for whoever holds it alone, and lets nobody hold it alone meanwhile.</summary>
    public Task Share(string name, CancellationToken cancellationToken = default) => Lock("pg_advisory_xact_lock_shared", name, cancellationToken);

    /// <summary>A command on this unit's connection and transaction. Only inside <see cref="Run{T}"/>.</summary>
    public NpgsqlCommand Command(string sql) => new(sql, Connection, Active());

    /// <summary>A batch on this unit's connection and transaction: several statements, one round trip. Only inside <see cref="Run{T}"/>.</summary>
    public NpgsqlBatch Batch() => new(Connection, Active());

    private async Task Lock(string function, string name, CancellationToken cancellationToken)
    {
        await using var command = Command($"select {function}($1)");
        command.With(AdvisoryLock.IdOf(name));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private NpgsqlTransaction Active() => Transaction ?? throw new InvalidOperationException("There is no active transaction: call UnitOfWork.Run.");

    private async Task<bool> Flush(CancellationToken cancellationToken)
    {
        if (_events.Count == 0 && _lastAtCommit.Count == 0)
        {
            return false;
        }

        await using var batch = Batch();
        var wakes = _outbox.Append(batch, _events);
        _lastAtCommit.ForEach(batch.BatchCommands.Add);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        return wakes;
    }

    private async Task AfterCommit()
    {
        var actions = _afterCommit.ToArray();
        Forget();
        foreach (var action in actions)
        {
            await action();
        }
    }

    private void Forget()
    {
        _events.Clear();
        _lastAtCommit.Clear();
        _afterCommit.Clear();
        _contexts.ForEach(c => c.ChangeTracker.Clear());
    }
}
