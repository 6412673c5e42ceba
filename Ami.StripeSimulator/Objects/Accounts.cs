namespace Ami.StripeSimulator.Objects;

/// <summary>The one account that everything belongs to.</summary>
internal static class Accounts
{
    public const string Country = "US";
    public const string Name = "AMI (simulated)";

    public static void Map(Api api) =>
        api.Get(
            "/v1/account",
            call =>
            {
                var node = Shapes.New("account", "acct_simulated", call.Tx.Wall);
                node["business_profile"] = new JsonObject { ["name"] = Name, ["url"] = null };
                node["charges_enabled"] = true;
                node["country"] = Country;
                node["default_currency"] = "usd";
                node["details_submitted"] = true;
                node["payouts_enabled"] = true;
                node["type"] = "standard";
                return node;
            }
        );
}
