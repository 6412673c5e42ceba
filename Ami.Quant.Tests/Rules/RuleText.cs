using System.Globalization;
using System.Text;
using Ami.Quant.Rules;

namespace Ami.Quant.Tests.Rules;

/// <summary>Rules made up from a seed: well typed, of every part of the language, with needless parentheses and spaces.</summary>
internal sealed class RuleText(int seed, bool stateful = true)
{
    private static readonly string[] Windows = ["2", "3", "5", "8"];

    private readonly Random _random = new(seed);

    public static FactSchema Schema { get; } =
        new([
            new FactSpec("account.daily_loss_pct", RuleKind.Number, "%", new("Loss today", "Pérdida de hoy")),
            new FactSpec("account.since_loss", RuleKind.Duration, "", new("Time since the last loss", "Tiempo desde la última pérdida")),
            new FactSpec("account.is_demo", RuleKind.Truth, "", new("Practice money", "Dinero de práctica")),
            new FactSpec("market.session", RuleKind.Text, "", new("Session", "Sesión")) { Texts = ["london", "new york", "tokyo"] },
        ]);

    public static FactValues Values() =>
        Schema
            .NewValues()
            .Set("account.daily_loss_pct", 1.5)
            .Set("account.since_loss", TimeSpan.FromHours(2))
            .Set("account.is_demo", true)
            .Set("market.session", "london");

    public string Condition(int depth = 4) =>
        Space(
            depth <= 0
                ? Pick(
                    "true",
                    "account.is_demo",
                    "market.session == \"london\"",
                    "\"tokyo\" != market.session",
                    "close > open",
                    "not (volume < 500)",
                    "hour >= 12",
                    "weekday != 6"
                )
                : _random.Next(12) switch
                {
                    0 or 1 => $"{Condition(depth - 1)} and {Condition(depth - 1)}",
                    2 or 3 => $"{Condition(depth - 1)} or {Condition(depth - 1)}",
                    4 => $"not {Condition(depth - 1)}",
                    5 => $"({Condition(depth - 1)})",
                    6 => $"{Duration(depth - 1)} {Comparison()} {Duration(depth - 1)}",
                    7 => $"crosses_{Pick("above", "below")}({Series(depth - 1)}, {Number(depth - 1)})",
                    8 => $"({Condition(depth - 1)}) {Pick("==", "!=")} ({Condition(depth - 1)})",
                    9 when stateful => $"(close > {Series(depth - 1)})[{_random.Next(4)}]",
                    10 => $"on({Pick("2h", "4h", "1d")}, {Inner(depth - 1)} {Comparison()} {Inner(depth - 1)})",
                    _ => $"{Number(depth - 1)} {Comparison()} {Number(depth - 1)}",
                }
        );

    private string Number(int depth) =>
        Space(
            depth <= 0
                ? Pick(
                    "close",
                    "2",
                    "0.5",
                    "1e3",
                    "account.daily_loss_pct",
                    "high",
                    "-1",
                    (_random.NextDouble() * 200).ToString("R", CultureInfo.InvariantCulture)
                )
                : _random.Next(8) switch
                {
                    0 => $"{Number(depth - 1)} {Pick("+", "-", "*", "/")} {Number(depth - 1)}",
                    1 => $"({Number(depth - 1)})",
                    2 => $"-{Number(depth - 1)}",
                    3 => $"{Pick("min", "max")}({Number(depth - 1)}, {Number(depth - 1)})",
                    4 => $"abs({Number(depth - 1)})",
                    _ => Series(depth - 1),
                }
        );

    private string Series(int depth) =>
        depth <= 0
            ? Pick("open", "high", "low", "close", "volume")
            : _random.Next(9) switch
            {
                0 => $"{Pick("average", "sum", "highest", "lowest", "change", "change_pct")}({Series(depth - 1)}, {Pick(Windows)})",
                1 => $"{Pick("sma", "ema", "rsi", "wma", "roc")}({Series(depth - 1)}, {Pick(Windows)})",
                2 => $"macd({Series(depth - 1)}, 3, 6, 4).{Pick("macd", "signal", "Histogram")}",
                3 => Pick("atr(5)", "adx(4).pdi", "obv()", "fractals(1).up", "latest(fractals(1).down)", "vwap()", "cci(6)"),
                4 => $"since(close > {Series(depth - 1)})",
                5 => $"count(close > {Series(depth - 1)}, {Pick(Windows)})",
                6 => $"{Series(depth - 1)}[{_random.Next(4)}]",
                7 => $"on({Pick("2h", "4h")}, {Inner(depth - 1)})",
                _ => $"({Series(depth - 1)} - {Series(depth - 1)})",
            };

    private string Inner(int depth) =>
        depth <= 0 ? Pick("close", "high", "volume") : Pick($"sma(close, {Pick(Windows)})", $"highest(high, {Pick(Windows)})", "close - open", "rsi(close, 4)");

    private string Duration(int depth) =>
        depth <= 0 ? Pick("30m", "1.5h", "1d", "account.since_loss", "250s") : $"{Duration(depth - 1)} {Pick("+", "-")} {Duration(depth - 1)} * 2";

    private string Comparison() => Pick("<", "<=", ">", ">=", "==", "!=");

    private string Space(string text) =>
        _random.Next(6) switch
        {
            0 => $" {text}",
            1 => $"{text}\n",
            2 => $"( {text})",
            _ => text,
        };

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}

/// <summary>A rule's structure with every operand in parentheses and no positions: two rules with the same shape are the same rule.</summary>
internal static class RuleShape
{
    public static string Of(RuleNode node) =>
        node switch
        {
            NumberNode number => string.Create(CultureInfo.InvariantCulture, $"n{BitConverter.DoubleToInt64Bits(number.Value)}"),
            DurationNode duration => string.Create(CultureInfo.InvariantCulture, $"d{BitConverter.DoubleToInt64Bits(duration.Milliseconds)}"),
            TextNode text => $"t{Convert.ToHexString(Encoding.Unicode.GetBytes(text.Value))}",
            TruthNode truth => truth.Value ? "T" : "F",
            NameNode name => $"<{name.Name}>",
            UnaryNode unary => $"({unary.Operator} {Of(unary.Operand)})",
            BinaryNode binary => $"({Of(binary.Left)} {binary.Operator} {Of(binary.Right)})",
            PastNode past => $"[{Of(past.Operand)} {Of(past.Bars)}]",
            CallNode call => $"{call.Name}<{call.Output}>({string.Join(' ', call.Arguments.Select(Of))})",
            _ => throw new ArgumentException(node.GetType().Name, nameof(node)),
        };
}
