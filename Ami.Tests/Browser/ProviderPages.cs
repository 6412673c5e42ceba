using Microsoft.Playwright;

namespace Ami.Tests.Browser;

/// <summary>What people do on the payment provider's pages.</summary>
internal static class ProviderPages
{
    public const string GoodCard = "4242424242424242";

    /// <summary>Can be kept for later, and declines every charge.</summary>
    public const string DecliningCard = "4000000000000341";

    /// <summary>Types a card, and sends the form.</summary>
    /// <param name="page">On a page with a card's fields.</param>
    /// <param name="card">Its number.</param>
    /// <param name="send">The button's name: <c>pay</c>, or <c>card</c> to keep the card for later.</param>
    public static async Task TypeCard(this IPage page, string card = GoodCard, string send = "pay")
    {
        await page.Locator("input[name=number]").FillAsync(card);
        await page.Locator("input[name=expiry]").FillAsync("12 / 34");
        await page.Locator("input[name=cvc]").FillAsync("123");
        await page.Locator("input[name=name]").FillAsync("Ada Byron");
        await page.Locator($"button[name={send}]").ClickAsync();
    }
}
