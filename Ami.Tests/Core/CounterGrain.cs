using Npgsql;
using Orleans.Concurrency;

namespace Ami.Tests.Core;

/// <summary>The smallest fenced grain: a number, operations that can be told apart, an event for each and reminders.</summary>
[Alias("test.counter")]
public interface ICounter : IRemindable
{
    /// <param name="request">Null for a call that nobody repeats.</param>
    /// <param name="operation">The id of the row that this increment leaves.</param>
    /// <param name="most">Refused with <c>counter.refused</c> when the counter has reached it.</param>
    [Alias("increment")]
    Task<Answer<int>> Increment(RequestKey? request, Guid operation, int most = int.MaxValue);

    /// <returns>Null when there is no such counter.</returns>
    [Alias("value"), AlwaysInterleave]
    Task<int?> Value();
}

public sealed record CounterState(int Value, long Version);

/// <summary>Holds a read back between the database's answer and the grain's hearing of it.</summary>
internal sealed class CounterPause
{
    internal Func<Task> AfterReading { get; set; } = () => Task.CompletedTask;
}

[GrainType(Counter.GrainType)]
internal sealed class CounterGrain(NpgsqlDataSource dataSource, GrainCommits commits, UnitOfWork unitOfWork, Reminders reminders, CounterPause pause)
    : FencedGrain<CounterState>(commits),
        ICounter
{
    public Task<Answer<int>> Increment(RequestKey? request, Guid operation, int most = int.MaxValue) =>
        Decide<int>(
            request,
            current =>
            {
                var (value, version) = current ?? new CounterState(0, 0);
                if (value >= most)
                {
                    return Error.Conflict("counter.refused", "No.");
                }

                var next = new CounterState(value + 1, version + 1);
                return new Decision<CounterState, int>(
                    next.Value,
                    new Change<CounterState>(next, Fence(version))
                    {
                        Rows =
                        [
                            Command("update counting.counters set value = $2 where id = $1", Key, next.Value),
                            Command("insert into counting.operations values ($1, $2, $3)", operation, Key, next.Value),
                        ],
                        Events = [new Counter.Counted(operation)],
                    }
                );
            }
        );

    public async Task<int?> Value() => (await Current())?.Value;

    public Task Remind(DueReminder due) =>
        reminders.Fire(
            this.GetGrainId(),
            due,
            async (payload, cancellationToken) =>
            {
                await using var write = unitOfWork.Command("insert into counting.reminded values ($1, $2, $3)");
                write.With(Key).With(due.Name).With(payload, NpgsqlTypes.NpgsqlDbType.Text);
                await write.ExecuteNonQueryAsync(cancellationToken);
                if (payload == "fail")
                {
                    throw new InvalidOperationException("as asked");
                }
            }
        );

    protected override async Task<CounterState?> Load(CancellationToken cancellationToken)
    {
        await using var select = dataSource.CreateCommand("select value, version from counting.counters where id = $1");
        select.With(Key);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var read = await reader.ReadAsync(cancellationToken) ? new CounterState(reader.GetInt32(0), reader.GetInt64(1)) : null;
        await pause.AfterReading();
        return read;
    }

    private NpgsqlBatchCommand Fence(long version) =>
        version == 0
            ? Command(
                """
                with moved as (insert into counting.counters values ($1, 0, 1) on conflict do nothing returning 1)
                select core.fence((select count(*) from moved))
                """,
                Key
            )
            : Command(
                """
                with moved as (update counting.counters set version = version + 1 where id = $1 and version = $2 returning 1)
                select core.fence((select count(*) from moved))
                """,
                Key,
                version
            );

    private static NpgsqlBatchCommand Command(string sql, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        return command;
    }
}
