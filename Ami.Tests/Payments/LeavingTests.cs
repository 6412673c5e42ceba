using Ami.Modules.Payments;
using Ami.TestKit;
using Ami.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Ami.Tests.Payments.WalletWorld;

namespace Ami.Tests.Payments;

/// <summary>Somebody leaves while what they paid, or what became of it, is on its way.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class LeavingTests
{
    private static PaidWorld _world = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _world = await RiskCourse.World();

    [ClassCleanup]
    public static async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Paid_PurchaseThatNobodyHandled_IsInvoicedToNobodyAndBooked()
    {
        var person = await _world.Host.SignUp();
        var page = await RiskCourse.Buy(person).Read<ProviderPage>();
        await _world.Travel(new { drop = true });
        await _world.Stripe.Pay(page.Url);
        await LeavesAndIsHeardOf(person);
        var document = await Newest();
        (document.UserId, document.BuyerName, document.BuyerPlace, document.BuyerTaxId).ShouldBe((null, "", "", ""));
        (document.Total, document.Currency).ShouldBe((RiskCourse.Price, "USD"));
        document.Lines.ShouldContain("Risk");
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Paid_RenewalThatNobodyHandled_IsInvoicedToNobodyAndBooked()
    {
        var person = await _world.Subscriber("pro", trial: false);
        var before = await Newest();
        await _world.Travel(new { drop = true });
        _world.Host.Time.Advance(TimeSpan.FromDays(32));
        _world.Stripe.Time.Advance(TimeSpan.FromDays(32));
        _world.Stripe.Bill();
        await LeavesAndIsHeardOf(person);
        var document = await Newest();
        document.Sequence.ShouldBe(before.Sequence + 1);
        (document.UserId, document.BuyerName, document.Total).ShouldBe((null, "", 29m));
        await _world.BooksAreRight();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Subscription_AppliedWhileItsPersonLeaves_StaysWithNobody(bool leavesFirst)
    {
        var person = await _world.Host.SignUp();
        var page = await PaidWorld.Begin(person, "pro");
        await _world.Travel(new { drop = true });
        await _world.Stripe.Pay(page);
        await _world.Settle();
        await _world.Travel(new { });
        var customer = await _world.CustomerOf(person);
        var listed = (await _world.Stripe.Client.V1.Subscriptions.ListAsync(new() { Customer = customer })).Data.Single();
        var fetched = await _world.Host.InScope(services =>
            SubscriptionReading.Fetch(services.GetRequiredService<Provider>(), listed.Id, CancellationToken.None)
        );
        var (paid, seq) = (fetched.Value, await _world.Host.InScope(services => services.GetRequiredService<FetchOrder>().Next(CancellationToken.None)));
        await (
            leavesFirst
                ? _world.Meanwhile((services, ct) => Erase(services, person, ct), beside => beside.InScope(services => Apply(services, paid, seq)))
                : _world.Meanwhile((services, _) => Apply(services, paid, seq), beside => _world.Erase(person, beside))
        );
        var left = await _world.Host.InScope(services => services.GetRequiredService<PaymentsDb>().Subscriptions.CountAsync(s => s.UserId == person.UserId));
        left.ShouldBe(0);
        (await Traces(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Erase_WhoPaidInEveryWay_NothingNamesThem()
    {
        var person = await _world.Subscriber("pro", trial: false);
        await _world.PayIn(person, 50);
        await Withdraw(person, 20).Ok();
        foreach (var gift in (bool[])[false, true])
        {
            await _world.Stripe.Pay((await RiskCourse.Buy(person, gift).Read<ProviderPage>()).Url);
            await _world.Settle();
        }

        (await Traces(person)).ShouldBe(
            [
                "payments.card_uses.user_id",
                "payments.checkouts.user_id",
                "payments.customers.user_id",
                "payments.deposits.user_id",
                "payments.invoices.user_id",
                "payments.purchases.holder_id",
                "payments.purchases.user_id",
                "payments.stripe_events.payload",
                "payments.stripe_events.user_id",
                "payments.subscription_states.user_id",
                "payments.subscriptions.user_id",
                "payments.withdrawals.user_id",
            ],
            ignoreOrder: true
        );
        await _world.Erase(person);
        (await Traces(person)).ShouldBeEmpty();
        await _world.BooksAreRight();
    }

    [TestMethod]
    public async Task Refund_CreditedWhileTheBuyerLeaves_NamesNoAccount()
    {
        var person = await _world.Host.SignUp();
        await _world.Stripe.Pay((await RiskCourse.Buy(person).Read<ProviderPage>()).Url);
        await _world.Settle();
        await _world.Travel(new { drop = true });
        await _world.Stripe.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = (await Newest()).PaymentId, Amount = 1_000 });
        await _world.Settle();
        await _world.Travel(new { });
        // Stores what is listed, and leaves it to the outbox.
        await _world.Host.Services.GetRequiredService<HealPayments>().Run(new JobRun("heal", NullLogger.Instance), CancellationToken.None);
        var told = await _world.Host.InScope(services =>
            services
                .GetRequiredService<PaymentsDb>()
                .StripeEvents.Where(e => e.Type == "refund.created")
                .OrderBy(e => e.ReceivedAt)
                .Select(e => e.Id)
                .LastAsync()
        );
        await _world.Meanwhile(
            (services, ct) => Erase(services, person, ct),
            beside => beside.InScope(services => services.GetRequiredService<HandleStripeEvent>().Once(told, CancellationToken.None))
        );
        var note = await Newest();
        (note.Kind, note.Total, note.UserId).ShouldBe((InvoiceKind.CreditNote, 10m, null));
        var concerned = await _world.Host.InScope(services =>
            services.GetRequiredService<PaymentsDb>().StripeEvents.CountAsync(e => e.UserId == person.UserId)
        );
        concerned.ShouldBe(0);
    }

    /// <summary>They leave, what they paid is told, and only then the provider forgets them.</summary>
    private static async Task LeavesAndIsHeardOf(SignedIn person)
    {
        await _world.Settle();
        await _world.Erase(person);
        await _world.Travel(new { });
        await _world.Heal();
        await _world.Heal();
        (await _world.Host.InScope(services => services.GetRequiredService<PaymentsDb>().Departures.CountAsync())).ShouldBe(0);
    }

    /// <summary>Where the person stands in what this module stores.</summary>
    private static async Task<IEnumerable<string>> Traces(SignedIn person) =>
        (await PersonalTraces.Of(_world.Host.Database.Owner, person.UserId, person.Email)).Where(place =>
            place.StartsWith("payments.", StringComparison.Ordinal)
        );

    private static Task Erase(IServiceProvider services, SignedIn person, CancellationToken cancellationToken) =>
        services.GetServices<IPersonalData>().OfType<PaymentsPersonalData>().Single().Erase(person.UserId, cancellationToken);

    private static Task<Result<Guid?>> Apply(IServiceProvider services, Stripe.Subscription paid, long seq) =>
        services.GetRequiredService<ApplySubscription>().Apply(paid, seq, CancellationToken.None);

    private static Task<InvoiceRow> Newest() =>
        _world.Host.InScope(services =>
            services.GetRequiredService<PaymentsDb>().Invoices.AsNoTracking().OrderByDescending(i => i.IssuedAt).ThenByDescending(i => i.Sequence).FirstAsync()
        );
}
