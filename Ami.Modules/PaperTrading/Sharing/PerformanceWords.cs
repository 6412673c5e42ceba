namespace Ami.Modules.PaperTrading.Sharing;

/// <summary>The texts of a shared performance on paper.</summary>
internal sealed record PerformanceWords(
    string Title,
    Func<string, string> Since,
    Func<string, string, string> FromTo,
    string Return,
    string StartingCash,
    string Trades,
    string WinRate,
    string ProfitFactor,
    string Expectancy,
    string AverageWin,
    string AverageLoss,
    string Best,
    string Worst,
    string Drawdown,
    string Fees,
    string Few
)
{
    private static readonly PerformanceWords English = new(
        Title: "Performance of a practice account",
        Since: day => $"Since {day}.",
        FromTo: (from, to) => $"From {from} to {to}.",
        Return: "Return",
        StartingCash: "Started with",
        Trades: "Closed trades",
        WinRate: "Win rate",
        ProfitFactor: "Profit factor",
        Expectancy: "Expectancy per trade",
        AverageWin: "Average win",
        AverageLoss: "Average loss",
        Best: "Best trade",
        Worst: "Worst trade",
        Drawdown: "Largest drawdown",
        Fees: "Fees paid",
        Few: "Results of trades are after fees. Fewer than 30 trades say little about a method."
    );

    private static readonly PerformanceWords Spanish = new(
        Title: "Rendimiento de una cuenta de práctica",
        Since: day => $"Desde el {day}.",
        FromTo: (from, to) => $"Del {from} al {to}.",
        Return: "Rentabilidad",
        StartingCash: "Empezó con",
        Trades: "Operaciones cerradas",
        WinRate: "Aciertos",
        ProfitFactor: "Factor de ganancia",
        Expectancy: "Esperanza por operación",
        AverageWin: "Ganancia media",
        AverageLoss: "Pérdida media",
        Best: "Mejor operación",
        Worst: "Peor operación",
        Drawdown: "Mayor caída",
        Fees: "Comisiones pagadas",
        Few: "Los resultados de las operaciones son después de comisiones. Menos de 30 operaciones dicen poco de un método."
    );

    public static PerformanceWords In(Language language) => language == Language.Es ? Spanish : English;
}
