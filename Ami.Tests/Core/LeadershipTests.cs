using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

[TestClass]
public class LeadershipTests
{
    [TestMethod]
    public async Task RunWhileLeader_TwoHosts_OneLeadsAndTheOtherTakesOver()
    {
        var database = await TestServers.CreateDatabase();
        await using var one = CoreHost.Build(database.App);
        await using var two = CoreHost.Build(database.App);
        using var stopOne = new CancellationTokenSource();
        using var stopTwo = new CancellationTokenSource();
        var leading = 0;
        var mostAtOnce = 0;
        var firstLeads = new TaskCompletionSource();
        var secondLeads = new TaskCompletionSource();

        var first = Lead(one, firstLeads, stopOne.Token);
        await firstLeads.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var second = Lead(two, secondLeads, stopTwo.Token);
        secondLeads.Task.IsCompleted.ShouldBeFalse();

        await stopOne.CancelAsync();
        await first;
        await secondLeads.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stopTwo.CancelAsync();
        await second;
        mostAtOnce.ShouldBe(1);

        Task Lead(IServiceProvider host, TaskCompletionSource started, CancellationToken cancellationToken) =>
            host.GetRequiredService<Leadership>()
                .RunWhileLeader(
                    "test",
                    async lost =>
                    {
                        mostAtOnce = Math.Max(mostAtOnce, Interlocked.Increment(ref leading));
                        started.TrySetResult();
                        await Task.Delay(Timeout.Infinite, lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                        Interlocked.Decrement(ref leading);
                    },
                    cancellationToken
                );
    }

    [TestMethod]
    public async Task RunWhileLeader_ConnectionKilled_WorkIsCancelledAndLeadershipRegained()
    {
        var database = await TestServers.CreateDatabase();
        var servers = await TestServers.Get();
        await using var host = CoreHost.Build(database.App);
        using var stop = new CancellationTokenSource();
        var terms = System.Threading.Channels.Channel.CreateUnbounded<string>();

        var leading = host.GetRequiredService<Leadership>()
            .RunWhileLeader(
                "test",
                async lost =>
                {
                    terms.Writer.TryWrite("began");
                    await Task.Delay(Timeout.Infinite, lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    terms.Writer.TryWrite("ended");
                },
                stop.Token
            );

        (await Next()).ShouldBe("began");
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database.App).Database;
        await CoreHost.Execute(
            servers.Superuser,
            $"""
            select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database where locktype = 'advisory' and d.datname = '{name}'
            """
        );
        (await Next()).ShouldBe("ended");
        (await Next()).ShouldBe("began");
        await stop.CancelAsync();
        await leading;

        async Task<string> Next() => await terms.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
    }
}
