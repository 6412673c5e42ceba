using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Core;

/// <summary>The database ends a grain's session while it commits.</summary>
[TestClass]
public class UnknownOutcomeTests
{
    private TestDatabase _database = null!;

    [TestInitialize]
    public async Task CreateDatabase() => _database = await CoreHost.CreateDatabase();

    [TestMethod]
    public async Task Ask_SessionEndsBeforeTheCommit_HappensOnce()
    {
        await using var silo = await CounterSilo.Start(_database.App);
        var (counter, key, operation) = (Guid.CreateVersion7(), CounterSilo.NewKey(), Guid.CreateVersion7());
        await silo.Increment(counter);

        await using var source = NpgsqlDataSource.Create(_database.App);
        await using var holder = await source.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await Execute(holder, $"select 1 from counting.counters where id = '{counter}' for update");

        var asking = silo.Ask(counter, key, operation);
        await using var killer = await source.OpenConnectionAsync();
        while (
            await Execute(killer, $"select count(pg_terminate_backend(pid)) from pg_stat_activity where {holder.ProcessID} = any(pg_blocking_pids(pid))") == 0
        ) { }

        await held.RollbackAsync();
        (await asking).Result.Value.ShouldBe(2);
        await HappenedOnce(silo, counter, key, operation);
    }

    /// <summary>The grain hears nothing of a commit that took place, reads the state anew, and finds that its key is taken.</summary>
    [TestMethod]
    public async Task Ask_SessionEndsAfterTheCommit_GetsTheStoredAnswer()
    {
        await using var severed = new SeveredConnection(_database.App);
        await using var silo = await CounterSilo.Start(severed.ConnectionString);
        var (counter, key, operation) = (Guid.CreateVersion7(), CounterSilo.NewKey(), Guid.CreateVersion7());
        await silo.Increment(counter);

        severed.SwallowAnswerTo(operation);
        var answer = await silo.Ask(counter, key, operation);

        severed.HasSwallowed.ShouldBeTrue();
        answer.Result.Value.ShouldBe(2);
        answer.Replayed.ShouldBeTrue();
        await HappenedOnce(silo, counter, key, operation);
    }

    [TestMethod]
    public async Task Ask_AllSessionsEndAgainAndAgain_NothingLostNothingDoubled()
    {
        await using var silo = await CounterSilo.Start(_database.App);
        Guid[] counters = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        var answered = 0;
        var asking = Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async caller =>
                {
                    for (var i = 0; i < 40; i++)
                    {
                        await silo.Increment(counters[caller % counters.Length]);
                        Interlocked.Increment(ref answered);
                    }
                })
        );

        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.App) { Pooling = false });
        var ended = 0L;
        for (var round = 1; round <= 6; round++)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (Volatile.Read(ref answered) < round * 60 && !asking.IsCompleted)
            {
                await timer.WaitForNextTickAsync();
            }

            await using var killer = await source.OpenConnectionAsync();
            ended += await Execute(
                killer,
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
                """
            );
        }

        await asking;
        ended.ShouldBePositive();
        foreach (var counter in counters)
        {
            (
                await CoreHost.Scalar<int[]>(_database.App, $"select array_agg(value order by value) from counting.operations where counter = '{counter}'")
            ).ShouldBe(Enumerable.Range(1, 160));
            (await silo.Grain(counter).Value()).ShouldBe(160);
        }
    }

    private async Task HappenedOnce(CounterSilo silo, Guid counter, RequestKey key, Guid operation)
    {
        var repeated = await silo.Ask(counter, key, operation);
        repeated.Replayed.ShouldBeTrue();
        repeated.Result.Value.ShouldBe(2);
        (await CoreHost.Scalar<long>(_database.App, $"select count(*) from counting.operations where counter = '{counter}'")).ShouldBe(2);
        (await silo.Increment(counter)).ShouldBe(3);
    }

    private static async Task<long> Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
