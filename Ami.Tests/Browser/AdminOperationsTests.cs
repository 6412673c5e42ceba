using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Staff run the platform: figures, health, failed deliveries, feature flags, audit log.</summary>
[TestClass]
public partial class AdminOperationsTests
{
    [TestMethod]
    public async Task Admin_RetriesAFailedDelivery_FindsItInTheAuditLogAndVerifiesIt()
    {
        await using var person = await Person.Arrive();
        var page = person.Page;
        await person.SignUp("en", "admin");
        var handler = $"test.{person.Email}";
        var letter = await WholeSystem.Scalar<string>(
            """
            with event as (insert into core.outbox_events (id, name, payload, occurred_at) values (gen_random_uuid(), 'test.happened.v1', '{}', now()) returning id)
            insert into core.outbox_deliveries (event_id, handler, state, attempts, due_at, last_error)
            select id, $1, 'dead', 10, now(), 'It was not possible.' from event returning event_id::text
            """,
            handler
        );

        await person.GoTo("/admin/overview");
        await Expect(page.GetByText("Accounts", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Failed deliveries" }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = handler }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("It was not possible.");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(page.GetByText("1 delivery is back in the queue.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Audit", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Person, action, address, trace" }).FillAsync(letter);
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Failed delivery retried" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync(person.Email);
        await Expect(dialog).ToContainTextAsync(handler);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).ClickAsync();
        await Expect(dialog.GetByText("Intact", new() { Exact = true })).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture("admin-audit-verified");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByText(WasIntact())).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "System health" }).ClickAsync();
        foreach (var process in new[] { "Web edge", "API", "Background" })
        {
            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = process }).Filter(new() { HasText = "Running" }).First).ToBeVisibleAsync();
        }
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Admin_SwitchesAModuleOffForThemselves_ItIsGoneAndComesBack()
    {
        await using var person = await Person.Arrive("es-ES");
        var page = person.Page;
        await person.SignUp("es", "admin");
        await page.GotoAsync("/admin/flags?q=module.paper-trading");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "module.paper-trading" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Correo").FillAsync("nadie@example.test");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Añadir" }).ClickAsync();
        await Expect(dialog.GetByText("Nadie tiene esta dirección.")).ToBeVisibleAsync();
        await dialog.GetByLabel("Correo").FillAsync(person.Email);
        await dialog.GetByLabel("Decisión").SelectOptionAsync("off");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Añadir" }).ClickAsync();
        var remove = dialog.GetByRole(AriaRole.Button, new() { Name = $"Quitar {person.Email}" });
        await Expect(remove).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture("admin-flag-dialog");

        await page.Keyboard.PressAsync("Escape");
        var complaints = person.Complaints.Count;
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Mercados", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Operar", Exact = true })).Not.ToBeVisibleAsync();
        foreach (var path in new[] { "/", "/markets/BTC-SIM", "/trade" })
        {
            await person.GoTo(path);
            await page.Picture($"admin-without-trading{path.Replace('/', '-')}");
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Página no encontrada" })).ToBeVisibleAsync();
        person.Complaints.Skip(complaints).ShouldBeEmpty();

        await page.GotoAsync("/admin/flags?q=module.paper-trading");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "module.paper-trading" }).ClickAsync();
        await remove.ClickAsync();
        await Expect(remove).Not.ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { Name = "Volver a AMI" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Operar", Exact = true })).ToBeVisibleAsync();
    }

    [GeneratedRegex("Verified intact")]
    private static partial Regex WasIntact();
}
