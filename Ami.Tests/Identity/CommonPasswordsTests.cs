using Ami.Modules.Identity;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class CommonPasswordsTests
{
    [TestMethod]
    public void Count_ShippedList_IsLong() => CommonPasswords.Count.ShouldBeGreaterThan(40_000);

    [TestMethod]
    [DataRow("qwertyuiop")]
    [DataRow("QWERTYuiop")]
    [DataRow("1234567890")]
    [DataRow("basketball")]
    [DataRow("Password123!")]
    [DataRow("P@ssw0rd2026")]
    [DataRow("Dragon2026!!")]
    [DataRow("2026superman")]
    [DataRow("monkeymonkey")]
    [DataRow("M0nkeyM0nkey")]
    public void Contains_CommonInSomeDress_IsTrue(string password) => CommonPasswords.Contains(password).ShouldBeTrue();

    [TestMethod]
    [DataRow("correct horse battery staple")]
    [DataRow("una clave larga")]
    [DataRow("dragon 8451 9921 7742")]
    [DataRow("v7Kq-2mXw-pL9z")]
    [DataRow("ñandú bajo la lluvia")]
    [DataRow("¡¡¡!!!¡¡¡!!!")]
    [DataRow("")]
    public void Contains_Uncommon_IsFalse(string password) => CommonPasswords.Contains(password).ShouldBeFalse();

    [TestMethod]
    [DataRow("ana.lopez2026", "ana.lopez@example.com", "Ana")]
    [DataRow("AnaLopez1234", "a@example.com", "Ana López Lopez")]
    [DataRow("example.com!", "someone@example.com", "Nobody")]
    [DataRow("AMI trading 1", "x@example.org", "Nobody")]
    public void Check_MadeOfWhatEverybodyKnows_IsRefused(string password, string email, string name) =>
        ProfileRules.Check(email, password, name).ShouldNotBeNull().Code.ShouldBe("auth.password_common");

    [TestMethod]
    public void Check_NameWithinALongerPassword_IsAccepted() => ProfileRules.Check("ana@example.com", "ana pinta siete barcos", "Ana").ShouldBeNull();
}
