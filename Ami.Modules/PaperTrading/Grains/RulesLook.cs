using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>The rules of an account, and how it stands by them now.</summary>
/// <param name="InForce">What orders are judged by.</param>
/// <param name="Wanted">As they were set last; what is loosened in them is in force from <paramref name="WantedFrom"/>.</param>
/// <param name="WantedFrom">When <paramref name="Wanted"/> is in force, UTC; null where it is already.</param>
/// <param name="DayLossPct">Lost today, realised and open, in percent of the equity with which the day began; zero while no rule goes by it.</param>
/// <param name="LossesInARow">Trades that were lost one after the other, up to the latest.</param>
/// <param name="PausedUntil">When a cool-down ends, UTC.</param>
/// <param name="OpenSymbols">What is held or may be: what the rule about positions counts.</param>
/// <param name="AtRisk">What these lose when their stops are met: what the rule about the risk of a trade counts.</param>
[GenerateSerializer, Immutable, Alias("paper.rules-look")]
public sealed record RulesLook(
    AccountRules InForce,
    AccountRules Wanted,
    DateTimeOffset? WantedFrom,
    decimal DayLossPct,
    int LossesInARow,
    DateTimeOffset? PausedUntil,
    string[] OpenSymbols,
    SymbolRisk[] AtRisk
)
{
    internal static RulesLook Of(PaperBook book, DateTimeOffset now, DayOpening? day = null)
    {
        var (rules, streak) = (book.Discipline.Rules, book.Discipline.Streak);
        var inForce = rules.InForce(now);
        string[] symbols = [.. book.OpenSymbols.Order(StringComparer.Ordinal)];
        return new RulesLook(
            InForce: inForce,
            Wanted: rules.Wanted,
            WantedFrom: now < rules.WantedFrom ? rules.WantedFrom : null,
            DayLossPct: book.LossPct(day ?? book.Day, now).Plain(),
            LossesInARow: streak.Losses,
            PausedUntil: streak.PausedUntil(inForce) is { } until && now < until ? until : null,
            OpenSymbols: symbols,
            AtRisk: [.. symbols.Select(symbol => new SymbolRisk(symbol, book.RiskOn(symbol, Side.Buy).Plain(), book.RiskOn(symbol, Side.Sell).Plain()))]
        );
    }
}

/// <summary>What a symbol loses when what is held and all that waits to open more meets its stops; without a stop, all that it is worth.</summary>
/// <param name="Long">Of what was bought or is to be.</param>
/// <param name="Short">Of what was sold short or is to be.</param>
[GenerateSerializer, Immutable, Alias("paper.symbol-risk")]
public sealed record SymbolRisk(string Symbol, decimal Long, decimal Short);
