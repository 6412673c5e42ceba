using System.Net.Http.Json;
using System.Text;
using Ami.TestKit;
using Stripe;
using File = System.IO.File;

namespace Ami.Tests.StripeSimulator;

/// <summary>The ways of Stripe's API that clients stand on: keys, errors, idempotency, pages, and that nothing is forgotten.</summary>
[TestClass]
public sealed class StripeApiTests
{
    private SimulatedStripe _stripe = null!;

    private Stripe.V1Services V1 => _stripe.Client.V1;

    [TestInitialize]
    public void Start() => _stripe = SimulatedStripe.Start();

    [TestCleanup]
    public async Task Stop() => await _stripe.DisposeAsync();

    [TestMethod]
    public async Task Key_Wrong_IsRefused()
    {
        var stranger = new StripeClient("sk_test_other", apiBase: _stripe.Address.ToString().TrimEnd('/'));
        (await Should.ThrowAsync<StripeException>(() => stranger.V1.Customers.ListAsync())).HttpStatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Parameter_Unknown_IsRefusedByName()
    {
        var options = new CustomerCreateOptions { Email = "a@example.com" };
        options.AddExtraParam("shoe_size", "44");
        var refused = await Should.ThrowAsync<StripeException>(() => V1.Customers.CreateAsync(options));
        (refused.StripeError.Code, refused.StripeError.Param).ShouldBe(("parameter_unknown", "shoe_size"));
        (await V1.Customers.ListAsync()).Data.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Payment_Declined_SaysWhyAndKeepsTheFailedCharge()
    {
        var customer = await V1.Customers.CreateAsync(new CustomerCreateOptions { Email = "a@example.com" });
        var refused = await Should.ThrowAsync<StripeException>(() => Charge(customer, "pm_card_visa_chargeDeclinedInsufficientFunds", "key-1"));
        (refused.StripeError.Type, refused.StripeError.Code, refused.StripeError.DeclineCode).ShouldBe(("card_error", "card_declined", "insufficient_funds"));
        var charge = (await V1.Charges.ListAsync()).Data.Single();
        (charge.Id, charge.Status, charge.Paid).ShouldBe((refused.StripeError.Charge, "failed", false));
        // The same key gets the same answer, and charges nobody again.
        (
            await Should.ThrowAsync<StripeException>(() => Charge(customer, "pm_card_visa_chargeDeclinedInsufficientFunds", "key-1"))
        ).StripeError.Charge.ShouldBe(charge.Id);
        (await V1.Charges.ListAsync()).Data.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Key_OfARepeatedRequest_GetsTheFirstAnswerAndOnlyThat()
    {
        var customer = await V1.Customers.CreateAsync(new CustomerCreateOptions { Email = "a@example.com" });
        var first = await Charge(customer, "pm_card_visa", "key-2");
        (await Charge(customer, "pm_card_visa", "key-2")).Id.ShouldBe(first.Id);
        (await V1.Charges.ListAsync()).Data.Count.ShouldBe(1);
        (await Should.ThrowAsync<StripeException>(() => Charge(customer, "pm_card_mastercard", "key-2"))).StripeError.Type.ShouldBe("idempotency_error");
    }

    [TestMethod]
    public async Task List_OfMany_IsPagedBothWaysAndNewestFirst()
    {
        for (var i = 0; i < 7; i++)
        {
            await V1.Customers.CreateAsync(new CustomerCreateOptions { Name = $"{i}" });
        }

        var names = new List<string>();
        await foreach (var one in V1.Customers.ListAutoPagingAsync(new CustomerListOptions { Limit = 3 }))
        {
            names.Add(one.Name);
        }

        names.ShouldBe(["6", "5", "4", "3", "2", "1", "0"]);
        var page = await V1.Customers.ListAsync(new CustomerListOptions { Limit = 3 });
        var next = await V1.Customers.ListAsync(new CustomerListOptions { Limit = 3, StartingAfter = page.Last().Id });
        next.Select(one => one.Name).ShouldBe(["3", "2", "1"]);
        var back = await V1.Customers.ListAsync(new CustomerListOptions { Limit = 3, EndingBefore = next.First().Id });
        back.Select(one => one.Name).ShouldBe(["6", "5", "4"]);
    }

    [TestMethod]
    public async Task Restart_AfterATornWrite_FindsEverythingThatWasAnswered()
    {
        await Stop();
        var folder = Directory.CreateTempSubdirectory("ami-stripe-");
        var settings = new Dictionary<string, string?> { ["Simulator:Folder"] = folder.FullName };
        _stripe = SimulatedStripe.Start(settings: settings);
        var customer = await V1.Customers.CreateAsync(new CustomerCreateOptions { Email = "a@example.com" });
        var charged = await Charge(customer, "pm_card_visa", "key-3");
        await Stop();
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, "objects.jsonl"), "[{\"id\":\"cus_torn\",\"obj", Encoding.UTF8);
        _stripe = SimulatedStripe.Start(settings: settings);
        (await V1.PaymentIntents.GetAsync(charged.Id)).Status.ShouldBe("succeeded");
        (await Charge(customer, "pm_card_visa", "key-3")).Id.ShouldBe(charged.Id);
        (await V1.Customers.ListAsync()).Data.Single().Id.ShouldBe(customer.Id);
        await V1.Customers.UpdateAsync(customer.Id, new CustomerUpdateOptions { Name = "Ada" });
        await Stop();
        _stripe = SimulatedStripe.Start(settings: settings);
        (await V1.Customers.GetAsync(customer.Id)).Name.ShouldBe("Ada");
        (await V1.Events.ListAsync(new EventListOptions { Limit = 100 })).Data.Count.ShouldBe(5);
        folder.Delete(recursive: true);
    }

    [TestMethod]
    [DataRow("down", false)]
    [DataRow("error", false)]
    [DataRow("nonsense", false)]
    [DataRow("after", true)]
    public async Task Fault_AsAsked_SpoilsOneAnswerWithOrWithoutItsEffect(string kind, bool done)
    {
        using var asked = await _stripe.Control.PostAsJsonAsync(
            "/simulator/faults",
            new
            {
                kind,
                path = "/v1/customers",
                times = 1,
            }
        );
        asked.EnsureSuccessStatusCode();
        await Should.ThrowAsync<Exception>(() => V1.Customers.CreateAsync(new CustomerCreateOptions { Name = "Ada" }));
        (await V1.Customers.ListAsync()).Data.Count.ShouldBe(done ? 1 : 0);
    }

    private Task<PaymentIntent> Charge(Customer customer, string method, string key) =>
        V1.PaymentIntents.CreateAsync(
            new PaymentIntentCreateOptions
            {
                Amount = 1000,
                Currency = "usd",
                Customer = customer.Id,
                PaymentMethod = method,
                Confirm = true,
            },
            new RequestOptions { IdempotencyKey = key }
        );
}
