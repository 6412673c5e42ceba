using System.Net;
using System.Text;
using Ami.Modules.Notifications.Domain;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>
/// The one layout of all mails, as text and as HTML. Mail programs are not browsers: tables and inline styles are what all of them understand; what stands
/// in the style sheet (dark colours, narrow screens) is an extra for those that read it. Nothing is loaded from anywhere.
/// </summary>
/// <param name="Language">Of everything in it.</param>
/// <param name="GreetedAs">How the person is addressed; null for a greeting without a name.</param>
/// <param name="Wording">The message.</param>
/// <param name="Link">Where its button leads; null for none.</param>
/// <param name="Unsubscribe">The page that ends mails of this kind; null for those that an account's safety needs.</param>
/// <param name="Preferences">The page with all choices.</param>
internal sealed record MailPage(Language Language, string? GreetedAs, Wording Wording, string? Link, string? Unsubscribe, string Preferences)
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private bool Spanish => Language == Language.Es;

    private string Greeting =>
        (Spanish, GreetedAs) switch
        {
            (true, { } name) => $"Hola, {name}:",
            (true, null) => "Hola:",
            (false, { } name) => $"Hi {name},",
            (false, null) => "Hello,",
        };

    private string Reason =>
        (Spanish, Unsubscribe) switch
        {
            (true, null) => "Recibes este correo porque afecta a la seguridad de tu cuenta de AMI.",
            (true, _) => "Recibes este correo porque tienes activado este tipo de aviso en tu cuenta de AMI.",
            (false, null) => "You get this mail because it concerns the security of your AMI account.",
            (false, _) => "You get this mail because this kind of message is switched on in your AMI account.",
        };

    private string UnsubscribeLabel => Spanish ? "Dejar de recibirlo" : "Unsubscribe";

    private string PreferencesLabel => Spanish ? "Elegir mis avisos" : "Choose my notifications";

    private string CopyHint =>
        Spanish ? "Si el botón no funciona, copia esta dirección en el navegador:" : "If the button does not work, copy this address into your browser:";

    private string? Action => Link is null ? null : Wording.Action;

    public string Text()
    {
        var text = new StringBuilder().AppendLine(Greeting).AppendLine();
        foreach (var paragraph in Wording.Paragraphs)
        {
            text.AppendLine(paragraph).AppendLine();
        }

        if (Action is not null)
        {
            text.AppendLine(Action + ":").AppendLine(Link).AppendLine();
        }

        text.AppendLine("-- ").AppendLine(Reason);
        if (Unsubscribe is not null)
        {
            text.AppendLine(UnsubscribeLabel + ": " + Unsubscribe).AppendLine(PreferencesLabel + ": " + Preferences);
        }

        return text.ToString().ReplaceLineEndings("\r\n");
    }

    public string Html() => Page().ReplaceLineEndings("\r\n");

    private string Page() =>
        $$"""
            <!doctype html>
            <html lang="{{(Spanish ? "es" : "en")}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{{Encode(Wording.Subject)}}</title>
            <style>
            :root { color-scheme: light dark; }
            @media (max-width: 480px) { .outer { padding: 16px 8px !important; } .inner { padding: 24px 20px !important; } }
            @media (prefers-color-scheme: dark) {
              .page { background: #0d1016 !important; }
              .card { background: #1a1e27 !important; border-color: #2e3542 !important; }
              .card p, .card h1, .brand { color: #e6e9ef !important; }
              .card .quiet, .quiet, .quiet a { color: #a3abb9 !important; }
              .card a.plain { color: #88a9f5 !important; }
            }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background:#f5f6f8;">
            <div style="display:none;max-height:0;overflow:hidden;">{{Encode(Wording.Paragraphs[0])}}</div>
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="page" style="background:#f5f6f8;">
            <tr><td align="center" class="outer" style="padding:32px 16px;">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;">
            <tr><td class="brand" style="padding:0 4px 16px;{{Font}};font-size:18px;font-weight:700;letter-spacing:.04em;color:#161a22;">AMI</td></tr>
            <tr><td class="card inner" style="background:#ffffff;border:1px solid #dfe3e9;border-radius:8px;padding:32px;">
            <h1 style="margin:0 0 20px;{{Font}};font-size:21px;line-height:1.35;font-weight:650;color:#161a22;overflow-wrap:anywhere;">{{Encode(
                Wording.Subject
            )}}</h1>
            {{Paragraph(Greeting)}}
            {{string.Join('\n', Wording.Paragraphs.Select(Paragraph))}}
            {{Button()}}</td></tr>
            <tr><td class="quiet" style="padding:16px 4px 0;{{Font}};font-size:13px;line-height:1.5;color:#5a6270;">{{Encode(Reason)}}{{Choices()}}</td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Paragraph(string text) =>
        $"""<p style="margin:0 0 16px;{Font};font-size:16px;line-height:1.55;color:#161a22;overflow-wrap:anywhere;">{Encode(text).ReplaceLineEndings("<br>")}</p>""";

    private string Button() =>
        Action is null || Link is null
            ? ""
            : $"""
                <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0;"><tr><td style="border-radius:6px;background:#2457d6;">
                <a href="{Encode(
                    Link
                )}" style="display:inline-block;padding:12px 24px;{Font};font-size:16px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:6px;">{Encode(
                    Action
                )}</a>
                </td></tr></table>
                <p class="quiet" style="margin:0;{Font};font-size:13px;line-height:1.5;color:#5a6270;">{Encode(CopyHint)}<br><a class="plain" href="{Encode(
                    Link
                )}" style="color:#2457d6;word-break:break-all;">{Encode(Link)}</a></p>

                """;

    private string Choices() =>
        Unsubscribe is null
            ? ""
            : $"""<br><a href="{Encode(Unsubscribe)}" style="color:#5a6270;">{Encode(UnsubscribeLabel)}</a> &middot; <a href="{Encode(Preferences)}" style="color:#5a6270;">{Encode(PreferencesLabel)}</a>""";
}
