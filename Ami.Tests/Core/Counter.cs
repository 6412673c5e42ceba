using Ami.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>The smallest grain with state, operations that can be told apart, an event for each and a reminder.</summary>
internal sealed class Counter(GrainContext context, UnitOfWork unitOfWork) : IRemindable
{
    internal const string Schema = """
        create schema counting;
        create table counting.counters (id uuid primary key, value integer not null);
        create table counting.operations (id uuid primary key, counter uuid not null);
        create table counting.heard (operation uuid not null, attempt integer not null);
        create table counting.reminded (counter uuid not null, name text not null, payload text);
        grant usage on schema counting to ami_app;
        grant all on all tables in schema counting to ami_app;
        """;

    internal static void AddTo(IServiceCollection services)
    {
        services.AddGrain<Counter>("counter");
        services.AddEventHandler<Counted, Listener>("counting.listener");
    }

    /// <summary>Read, then write: loses updates unless calls are serialised.</summary>
    public async Task<Result<int>> Increment(Guid operation, bool refuse = false)
    {
        await using var read = unitOfWork.Command("select value from counting.counters where id = $1");
        read.Parameters.Add(new() { Value = context.Key });
        var next = (await read.ExecuteScalarAsync() as int? ?? 0) + 1;
        await using var write = unitOfWork.Command("""
            with c as (insert into counting.counters values ($1, $2) on conflict (id) do update set value = excluded.value)
            insert into counting.operations values ($3, $1)
            """);
        write.Parameters.Add(new() { Value = context.Key });
        write.Parameters.Add(new() { Value = next });
        write.Parameters.Add(new() { Value = operation });
        await write.ExecuteNonQueryAsync();
        unitOfWork.Publish(new Counted(operation));
        return refuse ? Error.Conflict("counter.refused", "No.") : next;
    }

    public async Task Remind(string name, string? payload, CancellationToken cancellationToken)
    {
        await using var write = unitOfWork.Command("insert into counting.reminded values ($1, $2, $3)");
        write.Parameters.Add(new() { Value = context.Key });
        write.Parameters.Add(new() { Value = name });
        write.Parameters.Add(new() { Value = (object?)payload ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await write.ExecuteNonQueryAsync(cancellationToken);
        if (payload == "fail")
        {
            throw new InvalidOperationException("as asked");
        }
    }

    internal sealed record Counted(Guid Operation) : IEvent<Counted>
    {
        public static string EventName => "counting.counted.v1";

        public Guid? UserId => null;
    }

    internal sealed class Listener(UnitOfWork unitOfWork, ListenerMood mood) : IEventHandler<Counted>
    {
        public async Task Handle(Counted @event, EventContext context, CancellationToken cancellationToken)
        {
            await using var write = unitOfWork.Command("insert into counting.heard values ($1, $2)");
            write.Parameters.Add(new() { Value = @event.Operation });
            write.Parameters.Add(new() { Value = context.Attempt });
            await write.ExecuteNonQueryAsync(cancellationToken);
            if (context.Attempt <= mood.FailingAttempts)
            {
                throw new InvalidOperationException($"attempt {context.Attempt} fails as asked");
            }
        }
    }

    /// <summary>How many attempts of a delivery the listener lets fail.</summary>
    internal sealed record ListenerMood(int FailingAttempts);
}
