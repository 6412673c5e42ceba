using System.Globalization;
using System.Text.Encodings.Web;

namespace Ami.StripeSimulator.Pages;

/// <summary>The frame of every page, and safe ways to put things into it.</summary>
internal static class Html
{
    private static readonly (string Code, string English, string Spanish)[] Countries =
    [
        ("AR", "Argentina", "Argentina"),
        ("BO", "Bolivia", "Bolivia"),
        ("BR", "Brazil", "Brasil"),
        ("CL", "Chile", "Chile"),
        ("CO", "Colombia", "Colombia"),
        ("DE", "Germany", "Alemania"),
        ("EC", "Ecuador", "Ecuador"),
        ("ES", "Spain", "España"),
        ("FR", "France", "Francia"),
        ("GB", "United Kingdom", "Reino Unido"),
        ("MX", "Mexico", "México"),
        ("PE", "Peru", "Perú"),
        ("PY", "Paraguay", "Paraguay"),
        ("US", "United States", "Estados Unidos"),
        ("UY", "Uruguay", "Uruguay"),
        ("VE", "Venezuela", "Venezuela"),
    ];

    public static string Safe(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static string Money(long amount, string currency, PageTexts texts) =>
        string.Create(CultureInfo.GetCultureInfo(texts.Language), $"{amount / 100m:N2} {currency.ToUpperInvariant()}");

    public static string Date(long at, PageTexts texts) =>
        DateTimeOffset.FromUnixTimeSeconds(at).ToString("d MMM yyyy", CultureInfo.GetCultureInfo(texts.Language));

    public static IResult Page(PageTexts texts, string title, string body, int status = 200) =>
        Results.Content(
            $"""
            <!doctype html>
            <html lang="{texts.Language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="robots" content="noindex">
              <title>{Safe(title)} · {Safe(texts.Simulated)}</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/simulator.css">
            </head>
            <body>
              <p class="banner" role="note"><strong>{Safe(texts.Simulated)}</strong> {Safe(texts.Explained)}</p>
              <main>
                <h1>{Safe(title)}</h1>
                {body}
              </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: status
        );

    public static string Error(string? message) => message is null ? "" : $"""<p class="error" role="alert">{Safe(message)}</p>""";

    public static string Button(string name, string value, string label, string kind = "") =>
        $"""<button type="submit" name="{Safe(name)}" value="{Safe(value)}" class="{kind}">{Safe(label)}</button>""";

    /// <summary>The fields of a card, with what was typed before.</summary>
    public static string CardFields(PageTexts texts, IFormCollection? typed) =>
        $"""
            {Field("number", texts.Number, typed, "4242 4242 4242 4242", "cc-number")}
            <div class="pair">{Field("expiry", texts.Expiry, typed, "12 / 34", "cc-exp")}{Field("cvc", texts.Cvc, typed, "123", "cc-csc")}</div>
            {Field("name", texts.Name, typed, "", "cc-name")}
            <p class="hint">{Safe(texts.TestNumbers)}</p>
            """;

    public static string Field(string name, string label, IFormCollection? typed, string hint, string complete, string type = "text") =>
        $"""<label>{Safe(label)}<input name="{name}" type="{type}" required placeholder="{Safe(hint)}" autocomplete="{complete}" value="{Safe(typed?[name])}"></label>""";

    public static string Country(PageTexts texts, string? chosen)
    {
        var options = Countries.Select(one =>
            $"""<option value="{one.Code}"{(one.Code == (chosen ?? "US") ? " selected" : "")}>{Safe(texts.Language == "es" ? one.Spanish : one.English)}</option>"""
        );
        return $"""<label>{Safe(texts.Country)}<select name="country" autocomplete="country">{string.Concat(options)}</select></label>""";
    }
}
