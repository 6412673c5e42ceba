using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Payments;

/// <summary>What was paid is heard of only after its refund was given up, for nobody knew what it was of.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class LateInvoiceTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await RiskCourse.World();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Purchase_HeardOfAfterItsRefund_IsCreditedAndGrantsNothing()
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        await _world.Travel(new { drop = true });
        await _world.Stripe.Pay(page.Url);
        await RefundIsHeardOfFirst(person);
        (await RiskCourse.IsOf(_world, person)).ShouldBeFalse();
        (await Documents(person)).ShouldBe([InvoiceKind.CreditNote, InvoiceKind.Invoice], ignoreOrder: true);
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Renewal_HeardOfAfterItsRefund_IsCreditedAndEndsThePlan()
    {
        var person = await _world.Subscriber("pro", trial: false);
        await _world.Travel(new { drop = true });
        _world.Host.Time.Advance(TimeSpan.FromDays(32));
        _world.Stripe.Time.Advance(TimeSpan.FromDays(32));
        _world.Stripe.Bill();
        await RefundIsHeardOfFirst(person);
        (await PaidWorld.PlanOf(person)).Plan.ShouldBe(Plan.Free);
        (await Documents(person)).ShouldBe([InvoiceKind.CreditNote, InvoiceKind.Invoice, InvoiceKind.Invoice], ignoreOrder: true);
        await _world.BooksAreRight();
    }

    /// <summary>What was paid last is paid back; of the refund everything is handled, a day after it was told, and then the rest.</summary>
    private static async Task RefundIsHeardOfFirst(SignedIn person)
    {
        var charges = await _world.Stripe.Client.V1.Charges.ListAsync(new() { Customer = await _world.CustomerOf(person), Limit = 1 });
        await _world.Stripe.Client.V1.Refunds.CreateAsync(new() { Charge = charges.Data[0].Id });
        await _world.Settle();
        await _world.Travel(new { });
        // Stores what is listed, and leaves it to the outbox.
        await _world.Host.Services.GetRequiredService<HealPayments>().Run(new JobRun("heal", NullLogger.Instance), CancellationToken.None);
        _world.Host.Time.Advance(TimeSpan.FromDays(1.1));
        foreach (var id in await _world.Told("occurred_at", "type like '%refund%' and state = 'Received'"))
        {
            (await _world.Again(id)).ShouldBeNull();
        }

        await _world.Host.DispatchEvents();
        await _world.Settle();
        await ApiHost.SignIn(person);
    }

    private static async Task<IEnumerable<InvoiceKind>> Documents(SignedIn person) =>
        (await person.Client.Get<Page<InvoiceView>>("/api/payments/invoices")).Items.Select(one => one.Kind);
}
