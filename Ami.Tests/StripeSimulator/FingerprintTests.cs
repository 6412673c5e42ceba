using System.Security.Cryptography;
using System.Text;
using Ami.TestKit;
using Stripe;

namespace Ami.Tests.StripeSimulator;

/// <summary>A card's fingerprint: the same for the same number within an account, and nothing that tells the number.</summary>
[TestClass]
public sealed class FingerprintTests
{
    [TestMethod]
    public async Task Card_Fingerprint_IsOfItsNumberWithinTheAccountAlone()
    {
        var folder = Directory.CreateTempSubdirectory("ami-fingerprints").FullName;
        try
        {
            string first;
            await using (var stripe = SimulatedStripe.Start(settings: new Dictionary<string, string?> { ["Simulator:Folder"] = folder }))
            {
                first = await Of(stripe, "pm_card_visa");
                (await Of(stripe, "pm_card_visa")).ShouldBe(first);
                (await Of(stripe, "pm_card_mastercard")).ShouldNotBe(first);
                first.ShouldMatch("^[0-9A-Za-z]{16}$");
                Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("4242424242424242"))).ShouldNotStartWith(first);
            }

            await using var again = SimulatedStripe.Start(settings: new Dictionary<string, string?> { ["Simulator:Folder"] = folder });
            (await Of(again, "pm_card_visa")).ShouldBe(first, "the account is the same");
            await using var other = SimulatedStripe.Start();
            (await Of(other, "pm_card_visa")).ShouldNotBe(first, "another account has others");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public async Task Charge_TellsTheFingerprintOfItsCard()
    {
        await using var stripe = SimulatedStripe.Start();
        var paid = await stripe.Client.V1.PaymentIntents.CreateAsync(
            new PaymentIntentCreateOptions
            {
                Amount = 500,
                Currency = "usd",
                PaymentMethod = "pm_card_visa",
                Confirm = true,
                Expand = ["latest_charge"],
            }
        );
        paid.LatestCharge.PaymentMethodDetails.Card.Fingerprint.ShouldBe(await Of(stripe, "pm_card_visa"));
    }

    private static async Task<string> Of(SimulatedStripe stripe, string card)
    {
        var customer = await stripe.Client.V1.Customers.CreateAsync(new CustomerCreateOptions { Email = "ada@example.com" });
        var method = await stripe.Client.V1.PaymentMethods.AttachAsync(card, new PaymentMethodAttachOptions { Customer = customer.Id });
        return method.Card.Fingerprint;
    }
}
