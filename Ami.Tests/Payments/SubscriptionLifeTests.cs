using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;

namespace Ami.Tests.Payments;

/// <summary>Subscriptions from the first page to the last, with the simulated payment provider, whose messages come twice and in disorder, and two processes of the API.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class SubscriptionLifeTests
{
    private static PaidWorld _world = null!;
    private static ApiHost _second = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _world = await PaidWorld.Start(new() { ["Quotas:ml:free"] = null });
        _second = _world.Another();
        await _world.Travel(new { duplicate = true, shuffle = 7 });
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _second.DisposeAsync();
        await _world.DisposeAsync();
    }

    [TestMethod]
    public async Task Subscribe_PaidOnThePage_CountsAtOnceInEveryProcess()
    {
        var person = await _world.Host.SignUp();
        // The other process has looked at the token before the plan changed.
        (await LimitAt(_second, person)).ShouldBe("3");
        var page = await PaidWorld.Begin(person, "pro");
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free, "nothing is granted before it is paid");
        await _world.Settle();
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free);

        await _world.Stripe.Pay(page);
        await _world.Settle();
        var mine = await PaidWorld.PlanOf(person);
        (mine.Plan, mine.Subscription!.Standing, mine.Subscription.Granted).ShouldBe((Plan.Pro, Standing.Trial, Plan.Pro));
        // Where it was applied it counts by now; the other process hears of it.
        (await LimitAt(_world.Host, person)).ShouldBe("100");
        await Eventually.BecomesTrueAsync(async () => await LimitAt(_second, person) == "100", CancellationToken.None);
    }

    [TestMethod]
    public async Task Subscribe_SameKey_MakesOnePageAndAnotherOneClosesIt()
    {
        var person = await _world.Host.SignUp();
        var first = await PaidWorld.Begin(person, "basic", "key-1");
        (await PaidWorld.Begin(person, "basic", "key-1")).ShouldBe(first);
        var second = await PaidWorld.Begin(person, "basic", "key-2");
        second.ShouldNotBe(first);
        (await _world.Stripe.Pay(first)).ShouldBeNull("the first page is closed");
        await _world.Stripe.Pay(second);
        await _world.Settle();
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Basic);
        (
            await PaidWorld
                .Send(
                    person,
                    "subscribe",
                    new
                    {
                        plan = "pro",
                        interval = "month",
                        currency = "USD",
                    }
                )
                .Code()
        ).ShouldBe("payments.already_subscribed");
    }

    [TestMethod]
    [DataRow("free", "USD")]
    [DataRow("pro", "GBP")]
    [DataRow("pro", "usd")]
    [DataRow("pro", "")]
    public async Task Subscribe_WhatIsNotSold_IsRefused(string plan, string currency)
    {
        var person = await _world.Host.SignUp();
        (
            await PaidWorld
                .Send(
                    person,
                    "subscribe",
                    new
                    {
                        plan,
                        interval = "month",
                        currency,
                    }
                )
                .Code()
        ).ShouldBe("payments.plan_not_sold");
    }

    [TestMethod]
    public async Task Change_LargerPlan_IsPaidAsPreviewedAndCountsAtOnce()
    {
        var person = await _world.Subscriber("basic", trial: false);
        var preview = await PaidWorld.Send(person, "change/preview", new { plan = "premium", interval = "month" }).Read<ChangePlan.ChangePreview>();
        (preview.IsLater, preview.Currency).ShouldBe((false, "USD"));
        preview.Due.ShouldBeGreaterThan(0);
        preview.Due.ShouldBe(preview.Lines.Sum(line => line.Amount));
        var changed = await PaidWorld
            .Send(
                person,
                "change",
                new
                {
                    plan = "premium",
                    interval = "month",
                    at = preview.At,
                }
            )
            .Read<SubscriptionView>();
        (changed.Plan, changed.Granted).ShouldBe((Plan.Premium, Plan.Premium));
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Premium);
        var invoices = await _world.Stripe.Client.V1.Invoices.ListAsync(new() { Limit = 1, Customer = await _world.CustomerOf(person) });
        (invoices.Data[0].AmountPaid / 100m).ShouldBe(preview.Due);
    }

    [TestMethod]
    public async Task Change_DuringTheTrial_CostsNothingAndCountsAtOnce()
    {
        var person = await _world.Subscriber("basic", trial: true);
        var preview = await PaidWorld.Send(person, "change/preview", new { plan = "premium", interval = "month" }).Read<ChangePlan.ChangePreview>();
        (preview.IsLater, preview.Due, preview.Lines.Count).ShouldBe((false, 0, 0));
        await PaidWorld
            .Send(
                person,
                "change",
                new
                {
                    plan = "premium",
                    interval = "month",
                    at = preview.At,
                }
            )
            .Read<SubscriptionView>();
        await _world.Settle();
        var mine = await PaidWorld.PlanOf(person);
        (mine.Plan, mine.Subscription!.Standing).ShouldBe((Plan.Premium, Standing.Trial));
        var invoices = await _world.Stripe.Client.V1.Invoices.ListAsync(new() { Limit = 10, Customer = await _world.CustomerOf(person) });
        invoices.Data.Sum(invoice => invoice.AmountPaid).ShouldBe(0);
    }

    [TestMethod]
    public async Task Change_SmallerPlan_KeepsTheLargerUntilThePeriodEndsAndCanBeUndone()
    {
        var person = await _world.Subscriber("pro", trial: false);
        var later = await PaidWorld.Send(person, "change", new { plan = "basic", interval = "month" }).Read<SubscriptionView>();
        (later.Plan, later.NextPlan, later.Granted).ShouldBe((Plan.Pro, Plan.Basic, Plan.Pro));
        var undone = await PaidWorld.Send(person, "change", new { plan = "pro", interval = "month" }).Read<SubscriptionView>();
        (undone.Plan, undone.NextPlan).ShouldBe((Plan.Pro, null));
        await PaidWorld.Send(person, "change", new { plan = "basic", interval = "month" }).Read<SubscriptionView>();
        await _world.Pass(person, TimeSpan.FromDays(32));
        var after = await PaidWorld.PlanOf(person);
        (after.Plan, after.Subscription!.Plan, after.Subscription.NextPlan).ShouldBe((Plan.Basic, Plan.Basic, null));
    }

    [TestMethod]
    public async Task Cancel_EndsWithThePeriodAndCanBeUndone()
    {
        var person = await _world.Subscriber("pro", trial: false);
        (await PaidWorld.Send(person, "cancel").Read<SubscriptionView>()).CancelAt.ShouldNotBeNull();
        (await PaidWorld.Send(person, "cancel").Read<SubscriptionView>()).CancelAt.ShouldNotBeNull();
        (await PaidWorld.Send(person, "resume").Read<SubscriptionView>()).CancelAt.ShouldBeNull();
        await PaidWorld.Send(person, "cancel").Read<SubscriptionView>();
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Pro);
        await _world.Pass(person, TimeSpan.FromDays(32));
        var after = await PaidWorld.PlanOf(person);
        (after.Plan, after.Subscription!.Standing, after.MayTry).ShouldBe((Plan.Free, Standing.Ended, false));
    }

    [TestMethod]
    public async Task Pause_UsesUpWhatWasPaidAndComesBack()
    {
        var person = await _world.Subscriber("pro", trial: false);
        (await PaidWorld.Send(person, "pause", new { months = 7 }).Code()).ShouldBe("payments.pause_invalid");
        var paused = await PaidWorld.Send(person, "pause", new { months = 2 }).Read<SubscriptionView>();
        (paused.Standing, paused.Granted).ShouldBe((Standing.Paused, Plan.Pro));
        await _world.Pass(person, TimeSpan.FromDays(32));
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free);
        var back = await PaidWorld.Send(person, "unpause").Read<SubscriptionView>();
        back.Standing.ShouldBe(Standing.Active);
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Pro);
    }

    [TestMethod]
    public async Task Renewal_CardDeclines_LeavesAGraceThenNothingAndRecovers()
    {
        var person = await _world.Subscriber("pro", trial: true, card: "4000000000000341");
        await _world.Pass(person, TimeSpan.FromDays(15));
        var mine = await PaidWorld.PlanOf(person);
        (mine.Plan, mine.Subscription!.Standing).ShouldBe((Plan.Pro, Standing.Grace));
        // The simulated retries go on meanwhile; what counts here is the clock.
        await _world.Pass(person, TimeSpan.FromDays(7.5));
        mine = await PaidWorld.PlanOf(person);
        mine.Plan.ShouldBe(Plan.Free);
        if (mine.Subscription!.Standing == Standing.Unpaid)
        {
            var page = await PaidWorld.Send(person, "pay-open").Read<ProviderPage>();
            await _world.Stripe.Pay(page.Url);
            await _world.Settle();
            (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Pro);
        }
    }

    [TestMethod]
    public async Task Changes_WithoutASubscription_AreRefused()
    {
        var person = await _world.Host.SignUp();
        foreach (var act in (string[])["cancel", "resume", "unpause", "portal"])
        {
            (await PaidWorld.Send(person, act).Code()).ShouldBe("payments.not_subscribed", act);
        }
    }

    /// <summary>The quota that a process says.</summary>
    private static async Task<string> LimitAt(ApiHost host, SignedIn person)
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", person.AccessToken);
        using var answer = await client.GetAsync("/api/ml/anything");
        return answer.Headers.TryGetValues("RateLimit-Limit", out var limit) ? limit.Single() : $"{answer.StatusCode}";
    }
}
