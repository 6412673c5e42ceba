using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who looks at the plans, leaves the checkout once, subscribes with a test card, and thinks better of it.</summary>
[TestClass]
[Needs<PaymentsModule>]
public class PlansJourneyTests
{
    [TestMethod]
    [DataRow(
        "en",
        ColorScheme.Light,
        1280,
        "Try Pro",
        "Back",
        "nothing was charged",
        "Done: you have Pro.",
        "Trial",
        "Cancel subscription",
        "Keep subscription"
    )]
    [DataRow(
        "es",
        ColorScheme.Dark,
        360,
        "Probar Pro",
        "Volver",
        "no se cobró nada",
        "Listo: tienes Pro.",
        "Prueba",
        "Cancelar la suscripción",
        "Conservar la suscripción"
    )]
    public async Task Newcomer_SubscribesAtTheCheckout_HasThePlanAtOnce_CancelsIt(
        string language,
        ColorScheme colors,
        int width,
        string subscribe,
        string back,
        string nothingCharged,
        string arrived,
        string trial,
        string cancel,
        string keep
    )
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language, plan: "Free");
        await page.GotoAsync("/plans");
        await page.GetByRole(AriaRole.Button, new() { Name = subscribe }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = back }).ClickAsync();
        await Expect(page.GetByText(nothingCharged)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = subscribe }).ClickAsync();
        await page.TypeCard();
        await Expect(page.GetByText(arrived)).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByText(trial, new() { Exact = true })).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"plan-{language}");
        (await WholeSystem.Scalar<string>("select plan from identity.users where normalized_email = upper($1)", person.Email)).ShouldBe("Pro");

        await page.GetByRole(AriaRole.Button, new() { Name = cancel }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = cancel }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = keep })).ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }
}
