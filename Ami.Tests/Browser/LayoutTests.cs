using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Where things stand on a screen: nothing covers another, and what is current is in sight.</summary>
[TestClass]
public class LayoutTests
{
    /// <summary>Pairs of cells in a row of a table whose contents lie over one another, or leave the screen.</summary>
    private const string Overlaps = """
        () => [...document.querySelectorAll('main tbody tr')].flatMap(row => {
          const cells = [...row.cells].map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return { text: cell.innerText, box: range.getBoundingClientRect() };
          }).filter(({ box }) => box.width > 0);
          const wide = cells.filter(({ box }) => box.left < 0 || box.right > innerWidth).map(({ text }) => `${text} leaves the screen`);
          const over = cells.flatMap((a, index) => cells.slice(index + 1)
            .filter(b => a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1 && a.box.top < b.box.bottom - 1 && b.box.top < a.box.bottom - 1)
            .map(b => `${a.text} over ${b.text}`));
          return [...wide, ...over];
        })
        """;

    [TestMethod]
    [Needs<PaperTradingModule>]
    [DataRow("en", 1280)]
    [DataRow("es", 360)]
    public async Task OrderPlaced_ToastAndRows_CoverNothing(string language, int width)
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", ColorScheme.Light, width);
        var page = person.Page;
        await person.SignUp(language);
        await person.GoTo("/markets/BTC-SIM");
        if (width == 360)
        {
            await page.Locator("#order-sheet-buy").ClickAsync();
        }

        await page.Locator("#ticket-quantity").FillAsync(language == "en" ? "0.05" : "0,05");
        await page.Locator("#ticket-stopLoss").FillAsync("100");
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Review buy order" : "Revisar compra" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Place buy order" : "Enviar compra" }).ClickAsync();

        // Toasts are announced, and stand in the header, under which nothing of a page lies.
        var toast = page.GetByRole(AriaRole.Status).Filter(new() { HasText = language == "en" ? "Order placed" : "Orden enviada" });
        await Expect(toast).ToBeVisibleAsync();
        var (box, header) = (await Box(toast), await Box(page.Locator("header")));
        (box.Y + box.Height).ShouldBeLessThanOrEqualTo(header.Y + header.Height);
        if (width == 1280)
        {
            foreach (var control in await page.Locator("header button:visible").AllAsync())
            {
                Intersect(box, await Box(control)).ShouldBeFalse(await control.InnerTextAsync());
            }
        }

        // The position, and the stop that protects it.
        foreach (var tab in language == "en" ? new[] { "Positions 1", "Working orders 1" } : ["Posiciones 1", "Órdenes activas 1"])
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Button) })).ToHaveCountAsync(1);
            await person.Picture($"rows-{tab[..5].Trim()}-{language}-{width}");
            (await page.EvaluateAsync<string[]>(Overlaps)).ShouldBeEmpty(tab);
        }

        foreach (var path in new[] { "/trade", "/trade?tab=orders", "/trade?tab=history" })
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "BTC-SIM" }).First).ToBeVisibleAsync();
            if (width == 360)
            {
                await person.Picture($"rows-{path.Split('=')[^1].Trim('/')}-{language}");
                (await page.EvaluateAsync<string[]>(Overlaps)).ShouldBeEmpty(path);
            }
        }
    }

    [TestMethod]
    [DataRow("en")]
    [DataRow("es")]
    public async Task AdminOnAPhone_EveryPlaceCanBeReached_TheCurrentOneIsInSight(string language)
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", ColorScheme.Light, 360);
        await person.SignUp(language, "admin");
        foreach (var path in new[] { "/admin/overview", "/admin/flags", "/admin/health" })
        {
            await person.GoTo(path);
            InSight(await Box(person.Page.Locator("nav a[aria-current=page]").First), path);
        }

        foreach (var link in await person.Page.Locator("nav a").AllAsync())
        {
            await link.FocusAsync();
            InSight(await Box(link), await link.InnerTextAsync());
        }

        // The same strip on the account's pages.
        await person.GoTo("/account/data");
        InSight(await Box(person.Page.Locator("main nav a[aria-current=page]")), "/account/data", least: 30);

        static void InSight(LocatorBoundingBoxResult box, string what, int least = 44)
        {
            box.X.ShouldBeGreaterThanOrEqualTo(-1, what);
            (box.X + box.Width).ShouldBeLessThanOrEqualTo(361, what);
            box.Height.ShouldBeGreaterThanOrEqualTo(least, what);
        }
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    [DataRow(1920)]
    [DataRow(2560)]
    public async Task WideWindow_TablesUseIt_EmptyCardsAreSmallAndTextIsMeasured(int width)
    {
        await using var person = await Person.Arrive(width: width);
        await person.SignUp("en");
        await person.GoTo("/markets");
        (await Box(person.Page.GetByRole(AriaRole.Table).First)).Width.ShouldBeGreaterThan(width * 0.8f);
        await person.GoTo("/");
        var empty = person.Page.GetByRole(AriaRole.Region, new() { Name = "Working orders" });
        (await Box(empty)).Height.ShouldBeLessThan(130);
        await person.GoTo("/account/data");
        (await Box(person.Page.Locator("main section").First)).Width.ShouldBeLessThan(1100);
    }

    private static async Task<LocatorBoundingBoxResult> Box(ILocator locator) => (await locator.BoundingBoxAsync()).ShouldNotBeNull();

    private static bool Intersect(LocatorBoundingBoxResult a, LocatorBoundingBoxResult b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
