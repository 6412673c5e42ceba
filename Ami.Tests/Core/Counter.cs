using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>What the tests of the core need around <see cref="CounterGrain"/>: its tables, its event, and a listener that fails as it is told.</summary>
internal static class Counter
{
    internal const string GrainType = "test-counter";

    internal const string Schema = """
        create schema counting;
        create table counting.counters (id uuid primary key, value integer not null, version bigint not null);
        create table counting.operations (id uuid primary key, counter uuid not null, value integer not null);
        create table counting.heard (operation uuid not null, attempt integer not null);
        create table counting.reminded (counter uuid not null, name text not null, payload text);
        grant usage on schema counting to ami_app;
        grant all on all tables in schema counting to ami_app;
        """;

    internal static void AddTo(IServiceCollection services) => services.AddEventHandler<Counted, Listener>("counting.listener").AddSingleton<CounterPause>();

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
            write.With(@event.Operation).With(context.Attempt);
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
