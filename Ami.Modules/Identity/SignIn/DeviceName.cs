namespace Ami.Modules.Identity;

/// <summary>What people call a browser, read from its <c>User-Agent</c>. A guess for recognising it, nothing that is relied on.</summary>
/// <param name="Browser">For example <c>Firefox</c>; null when it is none we know.</param>
/// <param name="System">For example <c>Windows</c>; null when it is none we know.</param>
internal sealed record DeviceName(string? Browser, string? System)
{
    private const int MaxProduct = 40;

    /// <summary>The first that matches: several browsers also name those that they descend from.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("HeadlessChrome/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Both names, or what the program calls itself.</summary>
    public string Text =>
        (Browser, System) switch
        {
            (null, null) => "?",
            (null, var system) => system,
            (var browser, null) => browser,
            var (browser, system) => $"{browser}, {system}",
        };

    public static DeviceName Of(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return new DeviceName(null, null);
        }

        var browser = Browsers.FirstOrDefault(b => userAgent.Contains(b.Mark, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(s => userAgent.Contains(s.Mark, StringComparison.Ordinal)).Name;
        return new DeviceName(browser ?? (system is null ? Product(userAgent) : null), system);
    }

    private static string Product(string userAgent)
    {
        var product = userAgent.Split([' ', '/', '('], 2)[0];
        return product[..Math.Min(product.Length, MaxProduct)];
    }
}
