using System.Globalization;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Market.Alerts;

/// <summary>How people are told that an alert fired: in the web app, and by mail where the alert is to be mailed and the person wants such mails.</summary>
internal static class AlertMessages
{
    private static readonly MessageText Spanish = new(
        "{name}: {symbol} a {price}",
        "Tu alerta «{name}» se cumplió al cierre de una vela de {interval} de {symbol}, a {price}.\n\nCondición: {rule}",
        "Ver el gráfico"
    );

    private static readonly MessageText English = new(
        "{name}: {symbol} at {price}",
        "Your alert “{name}” came true at the close of a {interval} bar of {symbol}, at {price}.\n\nCondition: {rule}",
        "See the chart"
    );

    /// <summary>In the web app alone.</summary>
    public static MessageKind Shown { get; } = new("market.alert-fired", new("Alertas", "Alerts"), Channels.InApp, Spanish, English);

    /// <summary>By mail, too.</summary>
    public static MessageKind Mailed { get; } =
        new(
            "market.alert-mailed",
            new("Alertas que pediste también por correo", "Alerts that you asked for by mail, too"),
            Channels.InApp | Channels.Email,
            Spanish,
            English
        );

    /// <summary>Tells of a firing, with the transaction that stores it.</summary>
    public static void Send(Messages messages, ActiveAlert alert, SymbolSpec spec, string interval, Candle bar) =>
        messages.Send(
            alert.Mail ? Mailed : Shown,
            alert.UserId,
            new Dictionary<string, string>
            {
                ["name"] = alert.Name,
                ["symbol"] = spec.Symbol.Value,
                ["interval"] = interval,
                ["price"] = bar.Close.ToString("F" + spec.PriceDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                ["rule"] = alert.Rule,
            },
            $"/markets/{spec.Symbol.Value}"
        );
}
