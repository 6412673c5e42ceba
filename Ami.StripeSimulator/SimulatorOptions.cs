namespace Ami.StripeSimulator;

/// <summary>Section <c>Simulator</c> of the configuration.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Where everything is kept. Null: in memory, gone with the process.</summary>
    public string? Folder { get; set; }

    /// <summary>What clients sign their requests with. Required.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Where people reach the pages. Null: the address of the first request.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>An endpoint that is registered at the start, beside those registered over the API; with <see cref="WebhookSecret"/>.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>What deliveries to <see cref="WebhookUrl"/> are signed with: <c>whsec_…</c>.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Whether the process delivers events and bills by itself. Tests do it when they want to.</summary>
    public bool Background { get; set; } = true;

    /// <summary>Days after the first failed attempt of an invoice on which it is tried again.</summary>
    public int[] RetryDays { get; set; } = [1, 3, 5, 7];

    /// <summary>What a subscription becomes when the last attempt has failed: <c>canceled</c>, <c>unpaid</c> or <c>past_due</c>.</summary>
    public string AfterRetries { get; set; } = "canceled";
}
