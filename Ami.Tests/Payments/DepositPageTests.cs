using Ami.Modules.Payments;
using Ami.TestKit;
using static Ami.Tests.Payments.WalletWorld;

namespace Ami.Tests.Payments;

/// <summary>Pages on which nobody paid in: the newest one replaces them, and nothing that was paid is lost.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class DepositPageTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await PaidWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Deposit_WhileAPageIsOpen_ReplacesIt()
    {
        var person = await _world.Host.SignUp();
        var first = await Deposit(person, 150).Read<ProviderPage>();
        (await Pocket(person)).DepositLeft.ShouldBe(200, "another page replaces it");
        var second = await Deposit(person, 180).Read<ProviderPage>();
        (await States(person)).ShouldBe(["Lapsed", "Open"], "nothing was told yet");
        (await _world.Stripe.Pay(first.Url)).ShouldBeNull("it is closed");
        await _world.Stripe.Pay(second.Url);
        await _world.Settle();
        (await Pocket(person)).Balance.ShouldBe(180);
        (await States(person)).ShouldBe(["Lapsed", "Credited"]);
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Deposit_WhileThePageBeforeIsPaid_CountsBoth()
    {
        var person = await _world.Host.SignUp();
        var first = await Deposit(person, 150).Read<ProviderPage>();
        await _world.Stripe.Pay(first.Url);
        // Nobody has told yet that it was paid.
        (await Deposit(person, 60).Code()).ShouldBe("wallet.deposit_limit");
        var second = await Deposit(person, 40).Read<ProviderPage>();
        await _world.Stripe.Pay(second.Url);
        await _world.Settle();
        (await Pocket(person)).Balance.ShouldBe(190);
        (await States(person)).ShouldBe(["Credited", "Credited"]);
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Deposit_WhileThePageBeforeIsBeingDebited_CountsBoth()
    {
        var person = await _world.Host.SignUp();
        var first = await Deposit(person, 150).Read<ProviderPage>();
        await _world.Stripe.Pay(first.Url, "DE89370400440532013000");
        (await Deposit(person, 60).Code()).ShouldBe("wallet.deposit_limit");
        await _world.Settle();
        (await Pocket(person)).DepositLeft.ShouldBe(50, "it is being paid");
        (await Deposit(person, 60).Code()).ShouldBe("wallet.deposit_limit");
        await Deposit(person, 40).Ok();
    }

    [TestMethod]
    public async Task Deposit_ThatIsTooMuchEvenAlone_LeavesThePageBefore()
    {
        var person = await _world.Host.SignUp();
        var first = await Deposit(person, 150).Read<ProviderPage>();
        (await Deposit(person, 200.01m).Code()).ShouldBe("wallet.deposit_limit");
        await _world.Stripe.Pay(first.Url);
        await _world.Settle();
        (await Pocket(person)).Balance.ShouldBe(150);
    }

    [TestMethod]
    [DataRow("down")]
    [DataRow("nonsense")]
    [DataRow("error")]
    public async Task Deposit_PageBeforeCannotBeClosed_StillCounts(string fault)
    {
        var person = await _world.Host.SignUp();
        var first = await Deposit(person, 150).Read<ProviderPage>();
        await _world.Break(9, "/v1/checkout/sessions/", fault);
        (await Deposit(person, 60).Code()).ShouldBe("payments.provider_unavailable");
        await _world.Mend();
        (await States(person)).ShouldBe(["Open"]);
        await _world.Stripe.Pay(first.Url);
        await _world.Settle();
        (await Pocket(person)).Balance.ShouldBe(150);
    }

    [TestMethod]
    public async Task Deposit_AnswerOfTheClosingIsLost_IsFoundClosed()
    {
        var person = await _world.Host.SignUp();
        await Deposit(person, 150).Ok();
        await _world.Break(1, "/v1/checkout/sessions/", "after");
        await Deposit(person, 180).Ok();
        (await States(person)).ShouldBe(["Lapsed", "Open"]);
    }

    [TestMethod]
    public async Task Deposit_TwoAtOnce_DoNotPassTheLimitTogether()
    {
        var person = await _world.Host.SignUp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Deposit(person, 150)));
        answers.ShouldContain(answer => answer.IsSuccessStatusCode);
        var open = await _world.Scalar<decimal>($"select sum(dollars) from payments.deposits where user_id = '{person.UserId}' and state = 'Open'");
        open.ShouldBe(150);
    }

    private static Task<string[]> States(SignedIn person) =>
        _world.Scalar<string[]>($"select array_agg(state order by created_at) from payments.deposits where user_id = '{person.UserId}'");
}
