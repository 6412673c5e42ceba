namespace Ami.Modules.PaperTrading;

/// <summary>What practice trading stores of people, in words.</summary>
internal static class PaperKept
{
    public static IReadOnlyList<KeptData> All { get; } =
    [
        new(
            "practice.accounts",
            "paper_trading.accounts",
            "paper_trading.owners",
            "paper_trading.generations",
            "paper_trading.orders",
            "paper_trading.order_amendments",
            "paper_trading.positions",
            "paper_trading.fills",
            "paper_trading.carry_charges",
            "paper_trading.action_effects",
            "paper_trading.equity_points",
            "paper_trading.debt_reliefs",
            "paper_trading.rule_changes",
            "paper_trading.rule_breaches",
            "paper_trading.graduations",
            "paper_trading.replays"
        )
        {
            Title = new("Cuentas de práctica", "Practice accounts"),
            What = new(
                "Tus cuentas de práctica: su nombre, las órdenes, ejecuciones, posiciones y resultados, y tus reglas con lo que rechazaron, y las repeticiones del pasado que hiciste, todo con dinero simulado.",
                "Your practice accounts: their names, orders, fills, positions and results, and your rules with what they refused, and the replays of the past that you made, all with simulated money."
            ),
            Why = new("Para que practiques y veas cómo te va.", "For you to practise, and to see how you do."),
            HowLong = KeptData.AsTheAccount,
        },
    ];
}
