namespace Ami.Tests.Kernel;

[TestClass]
public sealed class ShownTextTests
{
    [TestMethod]
    [DataRow("Ana María Ñúñez-O’Neill")]
    [DataRow("محمد علی‌رضا")]
    [DataRow("👩‍🚀 ❤️")]
    [DataRow("이름")]
    public void IsPlain_NamesOfPeople_AreAllowed(string name)
    {
        ShownText.IsPlain(name).ShouldBeTrue();
        ShownText.Plain(name).ShouldBe(name);
    }

    [TestMethod]
    [DataRow("Ana\u202Enimda", "Ananimda")]
    [DataRow("\u2066Ana\u2069", "Ana")]
    [DataRow("Ana\u200F", "Ana")]
    [DataRow("A\u200Bna", "Ana")]
    [DataRow("A\u00ADna", "Ana")]
    [DataRow("Ana\u2028x", "Anax")]
    [DataRow("\u3164\u2800", "")]
    [DataRow("Ana\n", "Ana")]
    [DataRow("Ana\uE000", "Ana")]
    [DataRow("\uFEFFAna", "Ana")]
    public void IsPlain_WhatIsNotSeenOrTurnsTheLine_IsNotAllowed(string name, string plain)
    {
        ShownText.IsPlain(name).ShouldBeFalse();
        ShownText.Plain(name).ShouldBe(plain);
    }

    [TestMethod]
    public void IsPlain_HalfACharacter_IsNotAllowed() => ShownText.IsPlain("Ana" + (char)0xD83D).ShouldBeFalse();
}
