using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;

namespace Ami.Tests.Payments;

/// <summary>Trials with cards whose banks ask who one is: as they begin, and as they end.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class TrialProofTests
{
    private const string AsksAlways = "4000002760003184";
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await PaidWorld.Start();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Trial_ProofFails_GrantsNothingAndThePageCanBeTriedAgain()
    {
        var person = await _world.Host.SignUp();
        var page = await PaidWorld.Begin(person, "pro");
        var proof = (await _world.Stripe.Pay(page, AsksAlways)).ShouldNotBeNull();
        await Has(person, Plan.Free, null);
        await _world.Stripe.Prove(proof, proved: false);
        await Has(person, Plan.Free, null);
        await _world.Stripe.Prove((await _world.Stripe.Pay(page, AsksAlways)).ShouldNotBeNull());
        await Has(person, Plan.Pro, Standing.Trial);
    }

    [TestMethod]
    public async Task Trial_Ends_BankAsks_WaitsForThePersonAndRecovers()
    {
        var person = await _world.Host.SignUp();
        var proof = await _world.Stripe.Pay(await PaidWorld.Begin(person, "pro"), AsksAlways);
        await _world.Stripe.Prove(proof.ShouldNotBeNull());
        await Has(person, Plan.Pro, Standing.Trial);
        await _world.Pass(person, TimeSpan.FromDays(14.5));
        await Has(person, Plan.Pro, Standing.Grace);
        (await Told(person)).ShouldContain("payments.action-required");

        var open = await PaidWorld.Send(person, "pay-open").Read<ProviderPage>();
        proof = (await _world.Stripe.Pay(open.Url, AsksAlways)).ShouldNotBeNull();
        await _world.Stripe.Prove(proof, proved: false);
        await Has(person, Plan.Pro, Standing.Grace);
        proof = (await _world.Stripe.Pay(open.Url, AsksAlways)).ShouldNotBeNull();
        await _world.Stripe.Prove(proof);
        await Has(person, Plan.Pro, Standing.Active);
        (await PaidWorld.Send(person, "pay-open").Code()).ShouldBe("payments.nothing_open");
        (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Count.ShouldBe(1);
        (await Told(person)).ShouldContain("payments.renewal-recovered");
    }

    private static async Task Has(SignedIn person, Plan plan, Standing? standing)
    {
        await _world.Settle();
        var mine = await PaidWorld.PlanOf(person);
        (mine.Plan, mine.Subscription?.Standing).ShouldBe((plan, standing));
    }

    private static Task<string[]> Told(SignedIn person) =>
        _world.Scalar<string[]>($"select coalesce(array_agg(kind), array[]::text[]) from notifications.messages where user_id = '{person.UserId}'");
}
