namespace Ami.Modules.PaperTrading.Domain;

/// <summary>Rounding of amounts in account currency: to cents, half away from zero.</summary>
public static class Cents
{
    public static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
