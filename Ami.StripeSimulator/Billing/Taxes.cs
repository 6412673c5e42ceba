namespace Ami.StripeSimulator.Billing;

/// <summary>A small stand-in for Stripe Tax: one standard rate for a country, where it knows one.</summary>
internal static class Taxes
{
    private static readonly Dictionary<string, (decimal Percent, string Name, string Type)> Rates = new(StringComparer.Ordinal)
    {
        ["AR"] = (21m, "IVA", "vat"),
        ["CL"] = (19m, "IVA", "vat"),
        ["CO"] = (19m, "IVA", "vat"),
        ["DE"] = (19m, "VAT", "vat"),
        ["ES"] = (21m, "IVA", "vat"),
        ["FR"] = (20m, "VAT", "vat"),
        ["GB"] = (20m, "VAT", "vat"),
        ["MX"] = (16m, "IVA", "vat"),
        ["UY"] = (22m, "IVA", "vat"),
    };

    /// <summary>What is owed on an amount. Zero, and no rate, where nothing is known.</summary>
    public static (long Tax, string? Rate) On(Transaction tx, string? country, long amount, bool inclusive)
    {
        if (country is null || !Rates.TryGetValue(country, out var rate) || amount <= 0)
        {
            return (0, null);
        }

        var tax = inclusive ? amount - amount / (1 + rate.Percent / 100) : amount * rate.Percent / 100;
        return ((long)Math.Round(tax, MidpointRounding.AwayFromZero), Rate(tx, country, rate, inclusive));
    }

    /// <summary>A tax as invoices and their lines state it.</summary>
    public static JsonObject Entry(long tax, string rate, long taxable, bool inclusive) =>
        new()
        {
            ["amount"] = tax,
            ["tax_behavior"] = inclusive ? "inclusive" : "exclusive",
            ["tax_rate_details"] = new JsonObject { ["tax_rate"] = rate },
            ["taxability_reason"] = "standard_rated",
            ["taxable_amount"] = taxable,
            ["type"] = "tax_rate_details",
        };

    private static string Rate(Transaction tx, string country, (decimal Percent, string Name, string Type) rate, bool inclusive)
    {
        var id = $"txr_{country}_{(inclusive ? "inclusive" : "exclusive")}";
        if (tx.Find(id) is null)
        {
            var node = tx.Add(Shapes.New("tax_rate", id, tx.Wall));
            node["active"] = true;
            node["country"] = country;
            node["display_name"] = rate.Name;
            node["effective_percentage"] = rate.Percent;
            node["inclusive"] = inclusive;
            node["jurisdiction"] = country;
            node["jurisdiction_level"] = "country";
            node["percentage"] = rate.Percent;
            node["rate_type"] = "percentage";
            node["tax_type"] = rate.Type;
        }

        return id;
    }
}
