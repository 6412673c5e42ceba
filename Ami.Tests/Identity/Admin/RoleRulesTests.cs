using Ami.Modules.Identity;

namespace Ami.Tests.Identity.Admin;

[TestClass]
public sealed class RoleRulesTests
{
    [TestMethod]
    [DataRow("support", "users.read", null, true)]
    [DataRow("support", "users.read", false, false)]
    [DataRow("support", "users.manage", null, false)]
    [DataRow("support", "users.manage", true, true)]
    [DataRow("night-shift", "users.read", null, false)]
    [DataRow("night-shift", "users.read", true, true)]
    // Whatever stands in the table: an administrator can always undo it, nobody else gets there, and customers are not staff.
    [DataRow("admin", "roles.manage", false, true)]
    [DataRow("admin", "users.manage", false, true)]
    [DataRow("admin", "users.impersonate", false, false)]
    [DataRow("night-shift", "roles.manage", true, false)]
    [DataRow("student", "users.read", true, false)]
    [DataRow("instructor", "users.read", true, false)]
    public void Has_DefaultAndDecision_Decide(string role, string permission, bool? decided, bool has)
    {
        var decisions = new Dictionary<string, bool>();
        if (decided is { } granted)
        {
            decisions[permission] = granted;
        }

        RoleRules.Has(role, UserPermissions.All.Single(one => one.Name == permission), decisions).ShouldBe(has);
    }

    [TestMethod]
    [DataRow("Night shift", "night-shift")]
    [DataRow("  Atención — al Público!", "atencion-al-publico")]
    [DataRow("Support", "support-2")]
    [DataRow("夜勤", "role")]
    public void KeyFor_Name_IsPlainAndFree(string name, string key) => RoleRules.KeyFor(name, new HashSet<string> { "support" }).ShouldBe(key);

    [TestMethod]
    [DataRow(null, null)]
    [DataRow(" a ", null)]
    [DataRow(" Night shift ", "Night shift")]
    [DataRow("two\nlines", null)]
    [DataRow("12345678901234567890123456789012345678901", null)]
    public void DisplayName_Text_IsTrimmedOrRefused(string? text, string? name) => RoleRules.DisplayName(text).ShouldBe(name);
}
