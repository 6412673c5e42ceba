namespace Ami.Modules.Growth;

/// <summary>Settings under <c>Growth:Affiliates:</c>.</summary>
internal sealed record AffiliateOptions
{
    /// <summary>How long a click counts.</summary>
    public TimeSpan ClickWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a commission waits: as long as people may ask for their money back.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often commissions are paid out whose time has come.</summary>
    public TimeSpan PayEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after somebody signed up what they pay earns.</summary>
    public TimeSpan Earning { get; init; } = TimeSpan.FromDays(365);

    /// <summary>The share of each kind of sale.</summary>
    public AffiliateRates Rates { get; init; } = new();

    /// <summary>Accounts by one link within an hour that staff look at.</summary>
    public int ManySignUps { get; init; } = 10;

    /// <summary>Accounts by one link with addresses that look made in a row that staff look at.</summary>
    public int SameFamily { get; init; } = 3;

    /// <summary>The share of sales paid back that staff look at, of five or more.</summary>
    public decimal RefundRate { get; init; } = 0.4m;
}

/// <summary>Settings under <c>Growth:Affiliates:Rates:</c>, from 0 to 1.</summary>
internal sealed record AffiliateRates
{
    public decimal Subscription { get; init; } = 0.20m;

    public decimal Product { get; init; } = 0.10m;

    /// <summary>The share of a kind of sale.</summary>
    public decimal Of(SaleKind kind) => kind == SaleKind.Product ? Product : Subscription;
}
