using Ami.Modules.Payments;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Payments;

/// <summary>A request that is sent twice at once, as a browser does that lost the first one's answer: both get the same page, and it is open.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class SameRequestTests
{
    private static PaidWorld _world = null!;
    private static ApiHost _second = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _world = await RiskCourse.World();
        _second = _world.Another();
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _second.DisposeAsync();
        await _world.DisposeAsync();
    }

    [TestMethod]
    [DataRow("subscribe")]
    [DataRow("purchases")]
    [DataRow("wallet/deposit")]
    public async Task Page_AskedForTwiceAtOnce_IsOneAndOpen(string act)
    {
        var person = await _world.Host.SignUp();
        using var beside = Beside(person);

        // The first one has its page and is about to keep it; the second looked for an answer and found none.
        await using var keeping = await Locked.Table(_world, "payments.checkouts", "share");
        var first = Ask(person, act);
        await keeping.IsAwaited();
        await using var asking = await Locked.Table(_world, "payments.customers", "access exclusive");
        var second = Ask(person with { Client = beside }, act);
        await asking.IsAwaited();
        await keeping.DisposeAsync();
        var page = await first.Read<ProviderPage>();
        await asking.DisposeAsync();

        (await second.Read<ProviderPage>()).ShouldBe(page);
        (await _world.Stripe.Pay(page.Url)).ShouldNotBeNull("it is open");
    }

    [TestMethod]
    [DataRow("subscribe")]
    [DataRow("purchases")]
    public async Task Pages_AskedForAtOnce_AreOneThatCanBePaid(string act)
    {
        var person = await _world.Host.SignUp();
        using var beside = Beside(person);

        // Both have made their page, and neither has seen the other's.
        await using var keeping = await Locked.Table(_world, "payments.checkouts", "share");
        var first = Ask(person, act, "one");
        await keeping.IsAwaited();
        var second = Ask(person with { Client = beside }, act, "two");
        await keeping.IsAwaited(by: 2);
        await keeping.DisposeAsync();

        (await _world.Stripe.Pay((await first.Read<ProviderPage>()).Url)).ShouldNotBeNull("it is open");
        (await (await second).Code()).ShouldBe("payments.checkout_being_paid");
    }

    private static HttpClient Beside(SignedIn person)
    {
        var beside = _second.Anonymous();
        beside.DefaultRequestHeaders.Authorization = new("Bearer", person.AccessToken);
        return beside;
    }

    private static Task<HttpResponseMessage> Ask(SignedIn person, string act, string key = "same") =>
        act switch
        {
            "subscribe" => PaidWorld.Send(
                person,
                act,
                new
                {
                    plan = "basic",
                    interval = "month",
                    currency = "USD",
                },
                key
            ),
            "purchases" => RiskCourse.Buy(person, key: key),
            _ => WalletWorld.Deposit(person, 20, key: key),
        };

    /// <summary>A table that nobody else gets at until this is disposed.</summary>
    private sealed class Locked(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<Locked> Table(PaidWorld world, string table, string mode)
        {
            var source = NpgsqlDataSource.Create(world.Host.Database.Owner);
            var connection = await source.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand($"lock table {table} in {mode} mode", connection);
            await command.ExecuteNonQueryAsync();
            return new Locked(source, connection, transaction);
        }

        /// <summary>Waits until somebody waits for it, or several do, one behind the other.</summary>
        public Task IsAwaited(int by = 1) =>
            Eventually.BecomesTrueAsync(
                async () =>
                {
                    await using var command = new NpgsqlCommand(
                        """
                        with recursive waiting (pid) as (
                          select pg_backend_pid()
                          union
                          select a.pid from waiting w join pg_stat_activity a on w.pid = any(pg_blocking_pids(a.pid))
                        )
                        select count(*) - 1 from waiting
                        """,
                        connection
                    );
                    return await command.ExecuteScalarAsync() is long waiting && waiting >= by;
                },
                CancellationToken.None
            );

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
            await source.DisposeAsync();
        }
    }
}
