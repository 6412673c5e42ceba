namespace Ami.Modules.Payments;

/// <summary>Settings under <c>Stripe:</c>.</summary>
internal sealed record StripeOptions
{
    /// <summary>The account's secret key; without one nothing can be bought.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Where the API is; the library's own address unless it is set.</summary>
    public string? ApiBase { get; init; }

    /// <summary>What webhooks are signed with: several, separated by commas, while a secret is being replaced.</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>Whether the provider works out and adds taxes.</summary>
    public bool AutomaticTax { get; init; }

    /// <summary>How long an answer may take; a call that may be repeated is repeated once.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(8);

    public IReadOnlyList<string> WebhookSecrets => WebhookSecret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Settings under <c>Payments:</c>.</summary>
internal sealed record PaymentsOptions
{
    /// <summary>How long a plan stays when a renewal could not be paid, counted from its invoice.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Who stands on invoices as the one who sells.</summary>
    public SellerOptions Seller { get; init; } = new();

    /// <summary>What may go through wallets, beside the limits of the plans.</summary>
    public WalletOptions Wallet { get; init; } = new();
}

/// <summary>Settings under <c>Payments:Seller:</c>; an invoice keeps those with which it was issued.</summary>
internal sealed record SellerOptions
{
    public string Name { get; init; } = "AMI";

    public string Address { get; init; } = "";

    /// <summary>The number under which the tax office knows them.</summary>
    public string TaxId { get; init; } = "";
}
