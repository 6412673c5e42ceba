namespace Ami.Modules.PaperTrading.Domain;

/// <summary>
/// Maintenance margin: the share of gross exposure that equity must cover. A quarter, but never more than half of what
/// was needed to open (1/leverage), so that a fully used account of any leverage has room before it is liquidated.
/// </summary>
public static class Margin
{
    public const decimal Maintenance = 0.25m;

    public static decimal Required(int leverage) => Math.Min(Maintenance, 0.5m / leverage);

    public static bool IsBreached(decimal equity, decimal grossExposure, int leverage) =>
        grossExposure > 0 && equity < Required(leverage) * grossExposure;
}
